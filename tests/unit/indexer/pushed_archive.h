#pragma once

#include <string>

#include "indexer/build/push.h"
#include "tests/unit/indexer/archive.h"

namespace dateline {

// An archive with a queue.
struct PushedArchive : Archive {
  ArticleQueue queue{index.path()};

  void push(const std::string& id, const std::string& text) {
    queue.append(QueueEntry::Kind::article, json_article(id, text));
  }
  void remove_article(const std::string& id) { queue.append(QueueEntry::Kind::removal, id); }

  // Publishes what waits, all of it.
  PushReport apply() const {
    IndexWriter writer(index.path(), options.keep_generations, options.public_database);
    PushReport last;
    while (const auto report = apply_pushed(writer, options.sources)) {
      last = *report;
      if (last.generation == 0) break;
    }
    return last;
  }
};

}  // namespace dateline
