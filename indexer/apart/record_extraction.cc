#include "indexer/apart/record_extraction.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "indexer/apart/ocr.h"
#include "indexer/apart/parser_process.h"
#include "indexer/apart/wire.h"
#include "indexer/extract/extract_record.h"

namespace dateline {
namespace {

// A text of a PDF or a picture comes from a program that no parser can start: so this process does.
class ExtractionHere : public RecordExtraction {
 public:
  explicit ExtractionHere(Ocr ocr) : ocr_(std::move(ocr)) {}

  std::vector<ExtractedRecord> extract(std::vector<Record> records) override {
    std::vector<ExtractedRecord> results;
    results.reserve(records.size());
    for (Record& record : records) {
      if (auto aside = take_text(record, ocr_)) {
        results.emplace_back().emplace_back(std::move(*aside));
      } else {
        results.push_back(extract_record(std::move(record)));
      }
    }
    return results;
  }

 private:
  Ocr ocr_;
};

SetAside deadly(const Record& record, const RecordHash& hash, const std::string& reason) {
  return {.origin = record.origin,
          .reason = std::string(kDeadlyReason) + reason,
          .advice = std::string(kDeadlyAdvice),
          .deadly = hash};
}

class ExtractionApart : public RecordExtraction {
 public:
  explicit ExtractionApart(Parsing parsing) : parsing_(std::move(parsing)) {}

  std::vector<ExtractedRecord> extract(std::vector<Record> records) override {
    std::vector<ExtractedRecord> results(records.size());
    std::vector<Sent> sent;
    for (std::size_t i = 0; i < records.size(); ++i) {
      const RecordHash hash = deadly_hash(records[i]);
      if (auto aside = take_text(records[i], parsing_.ocr))
        results[i].emplace_back(std::move(*aside));
      else
        sent.push_back({.record = &records[i], .hash = hash, .result = &results[i]});
    }
    extract_sent(sent);
    return results;
  }

 private:
  struct Sent {
    const Record* record = nullptr;
    RecordHash hash;  // of what it was before its text was taken
    ExtractedRecord* result = nullptr;
  };

  // All at once, and where that kills the parser, what was not answered one by one.
  void extract_sent(const std::vector<Sent>& sent) {
    std::vector<const Record*> together;
    for (const Sent& one : sent) together.push_back(one.record);
    std::size_t done = 0;
    try {
      exchange(together, [&](ExtractedRecord result) { *sent[done++].result = std::move(result); });
    } catch (const ParserDied&) {
      for (; done < sent.size(); ++done) extract_alone(sent[done]);
    }
  }

  void extract_alone(const Sent& sent) {
    try {
      exchange({sent.record}, [&](ExtractedRecord result) { *sent.result = std::move(result); });
    } catch (const ParserDied& death) {
      *sent.result = {deadly(*sent.record, sent.hash, death.what())};
    }
  }

  // Calls take(ExtractedRecord) for each record. Throws ParserDied.
  template <typename Take>
  void exchange(const std::vector<const Record*>& records, Take take) {
    if (records.empty()) return;
    try {
      if (process_ == nullptr) process_ = std::make_unique<ParserProcess>(parsing_);
      receive(records, kMostAnswerBytes + kMostTimes * send(records), take);
    } catch (const ParserDied&) {
      process_.reset();
      throw;
    } catch (const BadMessage& nonsense) {
      process_.reset();
      throw ParserDied(std::string("it answers with ") + nonsense.what());
    }
  }

  // Returns how many bytes it sent.
  std::size_t send(const std::vector<const Record*>& records) {
    const std::string message = to_message(records);
    process_->send(message);
    return message.size();
  }

  template <typename Take>
  void receive(const std::vector<const Record*>& records, std::uint64_t most_bytes, Take take) {
    EventReader events;
    for (const Record* record : records) {
      ExtractedRecord result;
      while (auto event = next_event(events, most_bytes)) {
        if (auto* article = std::get_if<Article>(&*event)) {
          result.emplace_back(std::move(*article));
        } else if (auto* aside = std::get_if<SetAside>(&*event)) {
          if (!aside->origin.path.starts_with(record->origin.path))
            throw BadMessage("the name of another file");
          result.emplace_back(std::move(*aside));
        } else {
          throw BadMessage("what was not asked for");
        }
      }
      take(std::move(result));
    }
    if (!events.is_at_end()) throw BadMessage("more than was asked for");
  }

  // None at the end of a record.
  std::optional<ParserEvent> next_event(EventReader& events, std::uint64_t& most_bytes) {
    while (events.is_at_end()) {
      std::string message = process_->receive(most_bytes);
      most_bytes -= message.size();
      events.take(std::move(message));
    }
    ParserEvent event = events.next();
    if (std::holds_alternative<Done>(event)) return std::nullopt;
    return event;
  }

  // Of an answer: what one packed document may hold, and for others so many times their bytes.
  static constexpr std::uint64_t kMostAnswerBytes = 256ULL << 20;
  static constexpr std::uint64_t kMostTimes = 16;

  Parsing parsing_;
  std::unique_ptr<ParserProcess> process_;
};

}  // namespace

ExtractedRecord RecordExtraction::extract_one(Record record) {
  std::vector<Record> records;
  records.push_back(std::move(record));
  return std::move(extract(std::move(records)).front());
}

std::unique_ptr<RecordExtraction> make_extraction(const Parsing& parsing) {
  if (parsing.where == Parsing::Where::here) return std::make_unique<ExtractionHere>(parsing.ocr);
  return std::make_unique<ExtractionApart>(parsing);
}

RecordHash deadly_hash(const Record& record) {
  RecordHash hash = hash_record(record.bytes);
  hash.low ^= static_cast<std::uint64_t>(record.format);  // another format has another parser
  return hash;
}

}  // namespace dateline
