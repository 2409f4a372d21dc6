#include "search/store/text/remembered_stems.h"

namespace dateline {
namespace {

constexpr std::size_t kMostWords = 100'000;  // of some 100 bytes, with their stems

}  // namespace

const Stem& RememberedStems::stem(std::string_view word, LanguageId language) {
  if (stems_.size() == kMostWords) {
    words_ = StringTable();
    stems_.clear();
  }
  key_.assign(word);
  key_ += static_cast<char>(language);
  const auto [number, added] = words_.intern(key_);
  if (added) stems_.push_back(stemmer_.stem(word, language));
  return stems_[number];
}

}  // namespace dateline
