#include "indexer/build/build_report.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <sstream>

#include <nlohmann/json.hpp>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "indexer/build/progress.h"

namespace dateline {

namespace {

void append_escaped(std::string& line, std::string_view bytes) {
  for (const char byte : bytes) {
    char escape[8];
    std::snprintf(escape, sizeof escape, "\\x%02X", static_cast<unsigned char>(byte));
    line += escape;
  }
}

std::vector<std::string> settings_in(std::string_view text) {
  std::istringstream in{std::string(text)};
  return {std::istream_iterator<std::string>(in), {}};
}

// The words of a text that another does not have.
std::string words_without(std::string_view text, std::string_view other) {
  const std::vector<std::string> known = settings_in(other);
  std::string result;
  for (const std::string& word : settings_in(text)) {
    if (std::find(known.begin(), known.end(), word) != known.end()) continue;
    result += (result.empty() ? "" : ", ") + word;
  }
  return result.empty() ? "nothing" : result;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string line;
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    const std::int32_t begin = at;
    UChar32 character = 0;
    U8_NEXT(text.data(), at, size, character);
    const std::string_view bytes =
        text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin));
    const bool is_plain = character >= 0 && !u_iscntrl(character);
    if (is_plain) {
      line += bytes;
    } else {
      append_escaped(line, bytes);
    }
  }
  return line;
}

std::string describe(const SetAside& aside) {
  std::string text = aside.origin.path;
  if (aside.origin.line > 0) text += ":" + std::to_string(aside.origin.line);
  text += ": " + aside.reason;
  if (!aside.advice.empty()) text += "; " + aside.advice;
  return one_line(text);
}

std::string to_json_line(const SetAside& aside) {
  const nlohmann::ordered_json json = {{"source", aside.origin.path},
                                       {"line", aside.origin.line},
                                       {"offset", aside.origin.offset},
                                       {"reason", aside.reason},
                                       {"advice", aside.advice}};
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string summary(const BuildReport& report) {
  std::string text;
  for (const SetAside& aside : report.first_aside) text += "set aside " + describe(aside) + "\n";
  const std::uint64_t others = report.set_aside - report.no_articles;
  if (others > report.first_aside.size()) {
    text += "... and " + grouped(others - report.first_aside.size()) +
            " more: dateline-index --show-set-aside lists them\n";
  }
  if (report.no_articles > 0) {
    text +=
        "set aside " + grouped(report.no_articles) +
        " programs, settings and keys, which are no articles: dateline-index --show-set-aside " +
        "lists them\n";
  }
  if (report.new_settings) {
    text += "everything was read again, because settings have changed: " +
            one_line(words_without(report.new_settings->before, report.new_settings->now)) +
            " is now " +
            one_line(words_without(report.new_settings->now, report.new_settings->before)) + "\n";
  }
  for (const std::string& file : report.damaged) {
    text += "damaged: " + file + " was not as it was published; what it had was read again from " +
            "its sources\n";
  }
  if (report.lost > 0) {
    text += grouped(report.lost) +
            " articles of what was damaged could not be read again and are lost\n";
  }
  if (!report.missing_protection.empty()) text += report.missing_protection + "\n";
  if (report.unchanged) return text + "nothing has changed\n";
  std::array<char, 32> seconds{};
  std::snprintf(seconds.data(), seconds.size(), "%.2f s", report.seconds);
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(report.articles) /
                                               (report.seconds > 0 ? report.seconds : 1));
  text += grouped(report.articles) + " articles of " + grouped(report.files) + " files, " +
          readable_bytes(report.text_bytes) + " of text, in " + seconds.data() + " (" +
          grouped(rate) + " articles/s); " + grouped(report.set_aside) + " set aside";
  if (report.repeated > 0) {
    text += ", " + grouped(report.repeated) +
            " the same again: dateline-index --show-repeated lists them";
  }
  text += "\n";
  if (report.generation > 0) {
    if (report.added < report.articles || report.removed > 0) {
      text += grouped(report.added) + " new or changed, " + grouped(report.removed) + " gone\n";
    }
    text += "generation " + std::to_string(report.generation) + " is published, " +
            readable_bytes(report.index_bytes) + " on disk\n";
  }
  return text;
}

}  // namespace dateline
