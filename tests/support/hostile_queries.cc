#include "tests/support/hostile_queries.h"

#include <array>

namespace dateline {
namespace {

constexpr std::size_t kMostBytes = 8192;

constexpr std::array<std::string_view, 24> kFrequent = {
    "the", "of",   "to", "in", "and", "a",  "said", "on",   "for", "that", "it", "is",
    "by",  "from", "at", "be", "was", "he", "with", "year", "as",  "will", "US", "company"};

constexpr std::array<std::string_view, 30> kWords = {
    "lavrov",  "Sergey", "Moallem", "IS",      "ISIS",       "daesh",  "US",    "U.N.",
    "oil",     "prices", "market",  "terror",  "government", "shares", "bank",  "Moscow",
    "Reuters", "dlrs",   "mln",     "2017",    "1,234.5",    "$2.7",   "Qaeda", "Paris",
    "WHO",     "is",     "сказал",  "Erdoğan", "عن",         "東京都"};

constexpr std::array<std::string_view, 60> kPieces = {"\"",        "(",
                                                      ")",         "AND ",
                                                      "OR ",       "NOT ",
                                                      "-",         "+",
                                                      "*",         "?",
                                                      "~",         "~2",
                                                      "^",         "^9",
                                                      "w/5 ",      "near/3",
                                                      "pre/2 ",    "/s ",
                                                      "/p ",       ":",
                                                      "..",        "title:",
                                                      "lead:(",    "source:",
                                                      "date:",     "before:2018",
                                                      "atleast5(", "caps:",
                                                      "“",         "”",
                                                      "«",         "\\",
                                                      "\t",        "\n",
                                                      "—",         "\u200b",
                                                      "🙂",      "#",
                                                      "$",         "w/0 ",
                                                      " or ",      " and not ",
                                                      "hd=",       "TI(",
                                                      "near5 ",    "adj ",
                                                      "not w/5 ",  "/N5/",
                                                      "wc>5 ",     "!",
                                                      "|",         "url:example.org ",
                                                      "[ti]",      "date:[2017 TO *] ",
                                                      "did NOT ",  "www.example.org/x?y=1 ",
                                                      "\xFF",      "\xC3",
                                                      "%00",       std::string_view("\0", 1)};

template <std::size_t count>
std::string_view one_of(const std::array<std::string_view, count>& choices, std::uint64_t random) {
  return choices[random % count];
}

}  // namespace

std::string_view HostileQueries::frequent_word() { return one_of(kFrequent, random_()); }

std::string_view HostileQueries::word() {
  return below(3) == 0 ? one_of(kWords, random_()) : frequent_word();
}

std::string HostileQueries::misspelled() {
  std::string result(one_of(kWords, random_()));
  for (std::size_t letters = below(8); letters > 0; --letters)
    result += static_cast<char>('a' + below(26));
  return result;
}

std::string HostileQueries::compound() {
  std::string result(word());
  for (std::size_t parts = 1 + below(6); parts > 0; --parts)
    result += (below(2) == 0 ? "-" : "/") + std::string(word());
  return result;
}

std::string HostileQueries::characters() {
  std::string result;
  for (std::size_t count = 1 + below(30); count > 0; --count)
    result += std::array{"東", "京", "の", "한", "국", "ไ", "ท"}[below(7)];
  return result;
}

std::string HostileQueries::words(std::size_t count) {
  std::string result;
  for (; count > 0; --count) result += std::string(word()) + (count > 1 ? " " : "");
  return result;
}

std::string HostileQueries::phrase() {
  const std::string inside = words(1 + below(below(8) == 0 ? 60 : 5));
  const std::string slop = below(3) == 0 ? "~" + std::to_string(below(600)) : "";
  return "\"" + inside + "\"" + slop;
}

std::string HostileQueries::pattern() {
  const std::string text(word());
  const std::size_t cut = std::min<std::size_t>(text.size(), 1 + below(4));
  switch (below(6)) {
    case 0:
      return text.substr(0, cut) + "*";
    case 1:
      return "*" + text.substr(text.size() - cut);
    case 2:
      return "*" + text.substr(0, cut) + "*";
    case 3:
      return text + "~" + std::to_string(below(4));
    case 4:
      return "s?i*n*";
    default:
      return "???" + text.substr(0, cut) + "*";
  }
}

std::string HostileQueries::filter() {
  static constexpr std::array<std::string_view, 9> kFilters = {
      "source:TASS", "place:Moscow",     "date:1990..2020", "date:2017-01", "before:2018-05-03",
      "lang:en",     "topic:(a OR war)", "id:s1",           "people:x"};
  return std::string(one_of(kFilters, random_()));
}

std::string HostileQueries::leaf() {
  switch (below(10)) {
    case 0:
      return phrase();
    case 1:
      return pattern();
    case 2:
      return compound();
    case 3:
      return filter();
    case 4:
      return "caps:" + std::string(word());
    case 5:
      return std::string(word()) + "^" + std::to_string(below(200));
    case 6:
      return "atleast" + std::to_string(below(120)) + "(" + std::string(word()) + ")";
    case 7:
      return misspelled();
    default:
      return std::string(word());
  }
}

// A query as the grammar has it, of random operators.
std::string HostileQueries::tree(std::size_t depth) {
  if (depth == 0 || below(5) == 0) return leaf();
  static constexpr std::array<std::string_view, 12> kOperators = {
      " AND ", " OR ",     " ",        " NOT ", " -",   " w/500 ",
      " w/5 ", " pre/50 ", " near/9 ", " /s ",  " /p ", " +"};
  static constexpr std::array<std::string_view, 6> kScopes = {"title:(", "lead:(", "atleast3(",
                                                              "-(",      "(",      "("};
  std::string result = tree(depth - 1);
  for (std::size_t more = 1 + below(3); more > 0; --more)
    result += std::string(one_of(kOperators, random_())) + tree(depth - 1);
  return below(2) == 0 ? result : std::string(one_of(kScopes, random_())) + result + ")";
}

std::string HostileQueries::bytes(std::size_t count) {
  std::string result;
  for (; count > 0; --count) result += static_cast<char>(below(256));
  return result;
}

std::string HostileQueries::soup(std::size_t count) {
  std::string result;
  for (; count > 0; --count) {
    result += below(2) == 0 ? one_of(kPieces, random_()) : word();
    if (below(3) == 0) result += ' ';
  }
  return result;
}

// What `make` makes, again and again: up to the longest query one time in four, few times else.
template <typename Make>
std::string HostileQueries::repeated(std::string_view between, const Make& make) {
  const std::size_t most = below(4) == 0 ? kMostBytes : 40 + below(800);
  std::string result = make();
  while (result.size() < most) {
    const std::string more = std::string(between) + make();
    if (result.size() + more.size() > kMostBytes) break;
    result += more;
  }
  return result;
}

std::string HostileQueries::next() {
  static constexpr std::array<std::string_view, 8> kChains = {
      " OR ", " ", " AND ", " w/500 ", " pre/500 ", " /p ", " /s ", " -"};
  const std::string_view chain = one_of(kChains, random_());
  std::string query;
  switch (below(12)) {
    case 0:
      query = repeated(chain, [&] { return phrase(); });
      break;
    case 1:
      query = repeated(chain, [&] { return pattern(); });
      break;
    case 2:
      query = repeated(chain, [&] { return std::string(frequent_word()); });
      break;
    case 3:
      query = repeated(chain, [&] { return misspelled(); });
      break;
    case 4:
      query = repeated(chain, [&] { return compound(); });
      break;
    case 5:
      query = repeated(below(2) == 0 ? "" : chain, [&] { return characters(); });
      break;
    case 6:
      query = repeated(chain, [&] { return leaf(); });
      break;
    case 7:
      query = repeated(" ", [&] { return std::string(below(2) == 0 ? "AND NOT (" : "title:("); });
      break;
    case 8:
      query = soup(1 + below(400));
      break;
    case 9:
      query = bytes(1 + below(200));
      break;
    default:
      query = tree(1 + below(5));
  }
  if (query.size() > kMostBytes) query.resize(kMostBytes);
  return query;
}

SearchRequest HostileQueries::next_request() {
  SearchRequest request{.query = next()};
  request.words =
      std::array{Operator::automatic, Operator::automatic, Operator::all, Operator::any}[below(4)];
  request.sort = std::array{Sort::relevance, Sort::relevance, Sort::newest}[below(3)];
  if (below(4) == 0) request.facets = {"source", "topic", "place", "author", "language"};
  if (below(4) == 0) request.timeline = Period::day;
  request.broaden = below(8) == 0;
  request.explain = below(8) == 0;
  if (below(4) == 0) request.limit = 100;
  if (below(8) == 0) request.offset = below(900);
  return request;
}

}  // namespace dateline
