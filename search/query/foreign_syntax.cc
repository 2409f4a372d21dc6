#include "search/query/foreign_syntax.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "search/base/ascii.h"

namespace dateline {
namespace {

using Reading = ForeignName::Reading;

constexpr ForeignName field(std::string_view name, std::string_view signs, std::string_view ours) {
  return {name, signs, Reading::field, ours, ""};
}

constexpr ForeignName words(std::string_view name, std::string_view signs,
                            std::string_view advice) {
  return {name, signs, Reading::words, "", advice};
}

constexpr ForeignName left_out(std::string_view name, std::string_view signs,
                               std::string_view advice) {
  return {name, signs, Reading::left_out, "", advice};
}

constexpr std::string_view kNoLength = "lengths cannot be asked for";
constexpr std::string_view kNoCodes = "codes of other archives are not known here";
constexpr std::string_view kTextIsSearched = "words are looked for in the whole text";
constexpr std::string_view kNoFiles = "kinds of files cannot be asked for";
constexpr std::string_view kAnyCase = "small letters alone cannot be asked for";

// A sign is left out where plain text has the name with it: Re: Iran, AU(African Union), co(2).
constexpr ForeignName kNames[] = {
    field("hd", "=:(", "title"),
    field("ti", "=:(", "title"),
    field("title", "=(", "title"),
    field("headline", "=(", "title"),
    field("headlines", "=:(", "title"),
    field("heading", "=(", "title"),
    field("intitle", "=:(", "title"),
    field("hlp", "=:(", "lead"),
    field("hlead", "=:(", "lead"),
    field("lp", "=(", "lead"),
    field("lead", "=(", "lead"),
    field("au", "=:(", "author"),
    field("by", "=:", "author"),
    field("byline", "=:(", "author"),
    field("author", "=(", "author"),
    field("authors", "=:(", "author"),
    field("creator", "=:", "author"),
    field("sc", "=", "source"),
    field("sn", "=", "source"),
    field("so", "=", "source"),
    field("jn", "=(", "source"),
    field("pub", "=:(", "source"),
    field("publication", "=:(", "source"),
    field("publisher", "=:(", "source"),
    field("newspaper", "=:(", "source"),
    field("source", "=(", "source"),
    field("la", "=(", "language"),
    field("ln", "=", "language"),
    field("lang", "=(", "language"),
    field("language", "=(", "language"),
    field("su", "=:(", "topic"),
    field("subject", "=:(", "topic"),
    field("subjects", "=:(", "topic"),
    field("term", "(", "topic"),
    field("terms", "=(", "topic"),
    field("topic", "=(", "topic"),
    field("topics", "=:(", "topic"),
    field("kw", "=:(", "topic"),
    field("keyword", "=:(", "topic"),
    field("keywords", "=:(", "topic"),
    field("tag", "=:(", "topic"),
    field("tags", "=:(", "topic"),
    field("category", "=:(", "topic"),
    field("theme", "=:", "topic"),
    field("person", "=(", "people"),
    field("people", "=(", "people"),
    field("company", "=:(", "organisation"),
    field("org", "=:(", "organisation"),
    field("organisation", "=(", "organisation"),
    field("organization", "=(", "organisation"),
    field("place", "=(", "place"),
    field("dateline", "=:(", "place"),
    field("location", "=:(", "place"),
    field("geographic", "=:(", "place"),
    field("geo", "=:(", "place"),
    field("se", "=", "section"),
    field("section", "=(", "section"),
    field("site", "=:", "url"),
    field("domain", "=:", "url"),
    field("url", "=(", "url"),
    field("an", "=", "id"),
    field("id", "=", "id"),
    field("date", "=(", "date"),
    field("pd", "=(", "date"),
    field("da", "(", "date"),
    field("dp", "=", "date"),
    field("py", "=", "date"),
    field("year", "=:", "date"),
    field("pubyear", "=:<>", "date"),
    field("published", "=:", "date"),
    field("published_at", "=:", "date"),
    field("published_date", "=:", "date"),
    field("publish_date", "=:", "date"),
    field("publication_date", "=:", "date"),
    field("pub_date", "=:", "date"),
    field("pubdate", "=:", "date"),
    field("created_at", "=:", "date"),
    field("timestamp", "=:", "date"),

    words("body", "=:(", kTextIsSearched),
    words("text", "=:(", kTextIsSearched),
    words("tx", "=:(", kTextIsSearched),
    words("ts", "=", kTextIsSearched),
    words("ft", "=:(", kTextIsSearched),
    words("td", "=", kTextIsSearched),
    words("fulltext", "=:(", kTextIsSearched),
    words("full_text", "=:(", kTextIsSearched),
    words("noft", "=(", kTextIsSearched),
    words("content", "=:", kTextIsSearched),
    words("intext", ":", kTextIsSearched),
    words("allintext", ":", kTextIsSearched),
    words("ab", "=:(", "lead: looks in the headline, the summary and the first paragraph"),
    words("abstract", "=:(", "lead: looks in the headline, the summary and the first paragraph"),
    words("allintitle", ":", "title:(a b) looks for several words in the headline"),
    words("allinurl", ":", "url: takes a whole address or a host"),
    words("inanchor", ":", kTextIsSearched),
    words("inurl", ":", "url: takes a whole address or a host"),
    words("nocaps", ":(", kAnyCase),
    words("plural", "(", "a word in quotes is searched in that form only"),
    words("singular", "(", "a word in quotes is searched in that form only"),
    words("exact", "(", "a word in quotes is searched in that form only"),
    words("fds", "=", kNoCodes),
    words("co", "=", kNoCodes),
    words("ns", "=", kNoCodes),
    words("re", "=", kNoCodes),
    words("in", "=", kNoCodes),
    words("rst", "=", kNoCodes),

    left_out("wc", "=:<>", kNoLength),
    left_out("length", "=:(<>", kNoLength),
    left_out("word_count", "=:<>", kNoLength),
    left_out("wordcount", "=:<>", kNoLength),
    left_out("filetype", "=:", kNoFiles),
    left_out("ext", "=:", kNoFiles),
    left_out("tone", "=:<>", "the tone of an article cannot be asked for"),
    left_out("toneabs", "=:<>", "the tone of an article cannot be asked for"),
    left_out("_exists_", ":", "fields that are filled cannot be asked for"),
    left_out("_missing_", ":", "fields that are empty cannot be asked for"),
};

struct Numbered {
  std::string_view typed;  // in small letters, before the number
  bool ordered = false;
};

constexpr Numbered kNumbered[] = {
    {"near", false}, {"adj", true}, {"onear/", true}, {"onear", true},   {"p/", true},
    {"pre", true},   {"/", false},  {"adj/", true},   {"within", false}, {"around/", false},
};

struct Fixed {
  std::string_view typed;
  bool capitals = false;  // read only as it stands here: the small word is plain English
  QueryNode::Kind kind = QueryNode::Kind::near;
  bool ordered = false;
  std::size_t number = 0;
  std::string_view ours;
};

constexpr Fixed kFixed[] = {
    {"w/sent", false, QueryNode::Kind::same_sentence, false, 0, "/s"},
    {"w/sentence", false, QueryNode::Kind::same_sentence, false, 0, "/s"},
    {"/sent", false, QueryNode::Kind::same_sentence, false, 0, "/s"},
    {"+s", false, QueryNode::Kind::same_sentence, false, 0, "/s"},
    {"pre/s", false, QueryNode::Kind::same_sentence, false, 0, "/s"},
    {"w/para", false, QueryNode::Kind::same_paragraph, false, 0, "/p"},
    {"w/paragraph", false, QueryNode::Kind::same_paragraph, false, 0, "/p"},
    {"/para", false, QueryNode::Kind::same_paragraph, false, 0, "/p"},
    {"+p", false, QueryNode::Kind::same_paragraph, false, 0, "/p"},
    {"pre/p", false, QueryNode::Kind::same_paragraph, false, 0, "/p"},
    {"SAME", true, QueryNode::Kind::same_paragraph, false, 0, "/p"},
    {"SENTENCE", true, QueryNode::Kind::same_sentence, false, 0, "/s"},
    {"PARAGRAPH", true, QueryNode::Kind::same_paragraph, false, 0, "/p"},
    {"w/seg", false, QueryNode::Kind::all_of, false, 0, "AND"},
    {"w/segment", false, QueryNode::Kind::all_of, false, 0, "AND"},
    {"/seg", false, QueryNode::Kind::all_of, false, 0, "AND"},
    {"adj", false, QueryNode::Kind::near, true, 1, "pre/1"},
    {"NEAR", true, QueryNode::Kind::near, false, 5, "w/5"},
    {"ONEAR", true, QueryNode::Kind::near, true, 5, "pre/5"},
};

std::optional<std::size_t> to_number(std::string_view digits) {
  std::size_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number);
  if (digits.empty() || stop != end || error != std::errc{}) return std::nullopt;
  return number;
}

}  // namespace

const ForeignName* find_foreign_name(std::string_view name, char sign) {
  const auto* const found =
      std::find_if(std::begin(kNames), std::end(kNames), [&](const ForeignName& one) {
        return ascii::equals_ignoring_case(name, one.name) &&
               one.signs.find(sign) != std::string_view::npos;
      });
  return found == std::end(kNames) ? nullptr : found;
}

std::optional<ForeignJoint> read_foreign_joint(std::string_view typed) {
  for (const Fixed& one : kFixed) {
    const bool is_it =
        one.capitals ? typed == one.typed : ascii::equals_ignoring_case(typed, one.typed);
    if (is_it) return ForeignJoint{one.kind, one.ordered, one.number, std::string(one.ours)};
  }
  if (typed.size() > 6 && ascii::lower(typed.back()) == 'f' &&
      ascii::equals_ignoring_case(typed.substr(0, 5), "near/")) {  // in this order
    if (const auto number = to_number(typed.substr(5, typed.size() - 6))) {
      return ForeignJoint{
          .ordered = true, .number = *number, .ours = "pre/" + std::to_string(*number)};
    }
  }
  for (const Numbered& one : kNumbered) {
    if (!ascii::equals_ignoring_case(typed.substr(0, one.typed.size()), one.typed)) continue;
    const std::string_view digits = typed.substr(one.typed.size());
    const std::optional<std::size_t> number = to_number(digits);
    if (!number) continue;
    return ForeignJoint{.ordered = one.ordered,
                        .number = *number,
                        .ours = (one.ordered ? "pre/" : "w/") + std::string(digits)};
  }
  return std::nullopt;
}

std::string_view field_of_tag(std::string_view tag) {
  struct Tag {
    std::string_view typed;
    std::string_view field;
  };
  constexpr Tag kTags[] = {{"ti", "title"},      {"title", "title"},   {"tiab", "lead"},
                           {"au", "author"},     {"author", "author"}, {"la", "language"},
                           {"lang", "language"}, {"mesh", "topic"},    {"dp", "date"}};
  for (const Tag& one : kTags) {
    if (ascii::equals_ignoring_case(tag, one.typed)) return one.field;
  }
  return "";
}

}  // namespace dateline
