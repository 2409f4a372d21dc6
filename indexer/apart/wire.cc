#include "indexer/apart/wire.h"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "indexer/text/encoding.h"

namespace dateline {
namespace {

// Bounds of what a parser may send. Longer ones are no news, and would cost memory.
constexpr std::uint64_t kMostTexts = 4'000'000;  // in a list: the paragraphs of a long text
constexpr std::size_t kMostLineBytes = 64U << 10;
constexpr std::size_t kMostLanguageBytes = 32;
constexpr int kMinutesOfDay = 24 * 60;  // zones lie within them, to either side
constexpr int kMostNesting = 100;       // of JSON inside one another

enum class Tag : std::uint8_t {
  context,
  record,
  aside,
  article,
  member_begins,
  member_ends,
  position,
  done,
  read,
  extract,
};

void put_tag(std::string& out, Tag tag) { out += static_cast<char>(tag); }

[[noreturn]] void refuse(const char* what) { throw BadMessage(what); }

// A value of an enumeration whose last one is `last`.
template <typename Enum>
Enum enum_of(std::uint64_t number, Enum last) {
  if (number > static_cast<std::uint64_t>(last)) refuse("an unknown value");
  return static_cast<Enum>(number);
}

std::uint64_t count_of(VarintReader& in) {
  const std::uint64_t count = in.number();
  if (count > kMostTexts) refuse("a list that is too long");
  return count;
}

// What another parser reads, which expects anything.
std::string bytes_of(VarintReader& in) { return std::string(in.sized()); }

// What goes into an index: tabs and line breaks are all that it has of control characters.
std::string text_of(VarintReader& in) {
  const std::string_view text = in.sized();
  const auto is_control = [](char c) {
    return static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t';
  };
  if (!is_utf8(text) || std::any_of(text.begin(), text.end(), is_control))
    refuse("a text that is not clean UTF-8");
  return std::string(text);
}

// What goes into messages, which escape what a terminal would obey: names, reasons.
std::string line_of(VarintReader& in) {
  const std::string_view line = in.sized();
  if (line.size() > kMostLineBytes || !is_utf8(line)) refuse("a line that is too long or no UTF-8");
  return std::string(line);
}

using ReadText = std::string (*)(VarintReader&);

void put_texts(std::string& out, const std::vector<std::string>& texts) {
  append_varint(out, texts.size());
  for (const std::string& text : texts) append_sized(out, text);
}

std::vector<std::string> texts_of(VarintReader& in, ReadText read_text) {
  std::vector<std::string> texts;
  for (std::uint64_t count = count_of(in); count > 0; --count) texts.push_back(read_text(in));
  return texts;
}

void put_date(std::string& out, const std::optional<Date>& date) {
  append_varint(out, date ? static_cast<std::uint64_t>(date->precision) + 1 : 0);
  if (!date) return;
  for (const std::int32_t part : {date->year, date->month, date->day, date->second})
    append_varint(out, static_cast<std::uint64_t>(part));
  append_varint(out, date->utc_offset
                         ? static_cast<std::uint64_t>(*date->utc_offset + kMinutesOfDay + 1)
                         : 0);
}

std::optional<Date> date_of(VarintReader& in) {
  constexpr std::uint64_t kMostPart = 86'400;  // seconds of a day
  const std::uint64_t precision = in.number();
  if (precision == 0) return std::nullopt;
  Date date{.precision = enum_of(precision - 1, Precision::second)};
  for (std::int32_t* part : {&date.year, &date.month, &date.day, &date.second}) {
    const std::uint64_t number = in.number();
    if (number > kMostPart) refuse("a date that does not exist");
    *part = static_cast<std::int32_t>(number);
  }
  const std::uint64_t offset = in.number();
  if (offset > 2 * kMinutesOfDay + 1) refuse("a zone that does not exist");
  if (offset > 0) date.utc_offset = static_cast<int>(offset) - kMinutesOfDay - 1;
  if (!is_valid(date)) refuse("a date that does not exist");
  return date;
}

// All texts of an article that are one, in the order of the message.
template <typename AnyArticle>
auto single_texts(AnyArticle& article) {
  return std::array{&article.id,      &article.url,      &article.title,
                    &article.summary, &article.section,  &article.source,
                    &article.place,   &article.language, &article.extra_json};
}

template <typename AnyArticle>
auto text_lists(AnyArticle& article) {
  return std::array{&article.authors,       &article.topics,     &article.people,
                    &article.organisations, &article.paragraphs, &article.asides};
}

void put_article(std::string& out, const Article& article) {
  for (const std::string* text : single_texts(article)) append_sized(out, *text);
  for (const auto* texts : text_lists(article)) put_texts(out, *texts);
  put_date(out, article.published);
  put_date(out, article.updated);
  append_varint(out, article.headings.size());
  for (const Heading& heading : article.headings) {
    append_varint(out, heading.before);
    append_sized(out, heading.text);
  }
  append_varint(out, article.extraction.size());
  for (const Provenance& found : article.extraction) {
    append_sized(out, found.field);
    append_sized(out, found.method);
  }
}

Article read_article(VarintReader& in, ReadText read_text) {
  Article article;
  for (std::string* text : single_texts(article)) *text = read_text(in);
  for (auto* texts : text_lists(article)) *texts = texts_of(in, read_text);
  article.published = date_of(in);
  article.updated = date_of(in);
  for (std::uint64_t count = count_of(in); count > 0; --count) {
    const std::uint64_t before = in.number();
    article.headings.push_back({before, read_text(in)});
  }
  for (std::uint64_t count = count_of(in); count > 0; --count) {
    std::string field = read_text(in);
    article.extraction.push_back({std::move(field), read_text(in)});
  }
  return article;
}

// The depth is counted without regard to strings: brackets in them make it larger, never smaller.
bool is_shallow_object(std::string_view json) {
  int depth = 0;
  for (const char c : json) {
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth > kMostNesting) return false;
  }
  return json.starts_with('{') && nlohmann::json::accept(json);
}

bool are_in_order(const Article& article) {
  std::size_t before = 0;
  for (const Heading& heading : article.headings) {
    if (heading.before < before || heading.before > article.paragraphs.size()) return false;
    before = heading.before;
  }
  return true;
}

// What an article has that goes into an index.
void check(const Article& article) {
  if (article.id.empty() || article.id.size() > kMostLineBytes) refuse("an article without an id");
  if (article.language.empty() || article.language.size() > kMostLanguageBytes)
    refuse("a language that is none");
  if (!are_in_order(article)) refuse("a heading without a place");
  if (!article.extra_json.empty() && !is_shallow_object(article.extra_json))
    refuse("fields that are no JSON");
}

void put_origin(std::string& out, const Origin& origin) {
  append_sized(out, origin.path);
  append_varint(out, origin.line);
  append_varint(out, origin.offset);
}

Origin origin_of(VarintReader& in) {
  Origin origin{.path = line_of(in)};
  origin.line = in.number();
  origin.offset = in.number();
  return origin;
}

SetAside aside_of(VarintReader& in) {
  SetAside aside{.origin = origin_of(in)};
  aside.reason = line_of(in);
  aside.advice = line_of(in);
  aside.kind = enum_of(in.number(), SetAside::Kind::no_article);
  return aside;
}

void put_names(std::string& out, const FieldNames& names) {
  append_varint(out, names.size());
  for (const auto& [theirs, ours] : names) {
    append_sized(out, theirs);
    append_sized(out, ours);
  }
}

FieldNames names_of(VarintReader& in) {
  FieldNames names;
  for (std::uint64_t count = count_of(in); count > 0; --count) {
    std::string theirs(in.sized());
    names.emplace(std::move(theirs), in.sized());
  }
  return names;
}

// What is of no article is left out: mostly all of it.
void put_known(std::string& out, const Article& known) {
  const bool is_known = known != Article{};
  append_varint(out, is_known ? 1 : 0);
  if (is_known) put_article(out, known);
}

Article known_of(VarintReader& in) {
  return in.number() == 0 ? Article{} : read_article(in, &bytes_of);
}

void put_context(std::string& out, const FileContext& context) {
  append_sized(out, context.charset);
  put_names(out, context.field_names);
  put_known(out, context.known);
  append_sized(out, context.date_locale);
  put_texts(out, context.columns);
  out += context.csv.delimiter;
  out += context.csv.quote;
  append_varint(out, static_cast<std::uint64_t>(context.csv.escape));
  append_sized(out, context.namespaces);
}

char byte_of(VarintReader& in) {
  const std::string_view rest = in.rest();
  if (rest.empty()) refuse("a message that is cut off");
  const char byte = rest.front();
  in = VarintReader(rest.substr(1));
  return byte;
}

FileContext context_of(VarintReader& in) {
  FileContext context{.charset = bytes_of(in)};
  context.field_names = names_of(in);
  context.known = known_of(in);
  context.date_locale = bytes_of(in);
  context.columns = texts_of(in, &bytes_of);
  context.csv.delimiter = byte_of(in);
  context.csv.quote = byte_of(in);
  context.csv.escape = enum_of(in.number(), CsvDialect::Escape::backslash);
  context.namespaces = bytes_of(in);
  return context;
}

SourceOptions options_of(VarintReader& in) {
  SourceOptions options{.max_record_bytes = in.number()};
  options.max_unpacked_bytes = in.number();
  options.max_unpacked_ratio = in.number();
  options.always_unpacked_bytes = in.number();
  options.max_archive_depth = static_cast<int>(in.number());
  options.field_names = names_of(in);
  options.parsing.ocr.languages = in.sized();
  return options;
}

FileJob file_job_of(VarintReader& in) {
  FileJob file{.path = std::string(in.sized()), .skip = in.number(), .refused = {}};
  for (std::uint64_t count = count_of(in); count > 0; --count) {
    RefusedMember member{.path = std::string(in.sized()), .after = in.number()};
    member.reason = in.sized();
    file.refused.push_back(std::move(member));
  }
  return file;
}

ReadRequest read_request_of(VarintReader& in) {
  ReadRequest request{.options = options_of(in)};
  request.pace = enum_of(in.number(), Pace::careful);
  for (std::uint64_t count = count_of(in); count > 0; --count)
    request.files.push_back(file_job_of(in));
  return request;
}

ExtractRequest extract_request_of(std::string_view events) {
  EventReader reader;
  reader.take(std::string(events));
  ExtractRequest request;
  while (!reader.is_at_end()) {
    ParserEvent event = reader.next();
    if (auto* record = std::get_if<Record>(&event)) request.records.push_back(std::move(*record));
  }
  return request;
}

}  // namespace

std::string to_message(const ReadRequest& request) {
  std::string out;
  put_tag(out, Tag::read);
  const SourceOptions& options = request.options;
  for (const std::uint64_t number :
       {options.max_record_bytes, options.max_unpacked_bytes, options.max_unpacked_ratio,
        options.always_unpacked_bytes, static_cast<std::uint64_t>(options.max_archive_depth)})
    append_varint(out, number);
  put_names(out, options.field_names);
  append_sized(out, options.parsing.ocr.languages);
  append_varint(out, static_cast<std::uint64_t>(request.pace));
  append_varint(out, request.files.size());
  for (const FileJob& file : request.files) {
    append_sized(out, file.path);
    append_varint(out, file.skip);
    append_varint(out, file.refused.size());
    for (const RefusedMember& member : file.refused) {
      append_sized(out, member.path);
      append_varint(out, member.after);
      append_sized(out, member.reason);
    }
  }
  return out;
}

std::string to_message(const std::vector<const Record*>& records) {
  EventWriter events;
  for (const Record* record : records) events.add(*record);
  std::string out;
  put_tag(out, Tag::extract);
  return out + events.take();
}

std::variant<ReadRequest, ExtractRequest> request_of(std::string_view message) {
  if (message.empty()) refuse("an empty message");
  const Tag tag = enum_of(static_cast<unsigned char>(message.front()), Tag::extract);
  message.remove_prefix(1);
  if (tag == Tag::extract) return extract_request_of(message);
  if (tag != Tag::read) refuse("no request");
  VarintReader in(message);
  return read_request_of(in);
}

void EventWriter::add(const Record& record) {
  if (context_ != record.file) {
    context_ = record.file;
    put_tag(bytes_, Tag::context);
    put_context(bytes_, *context_);
  }
  put_tag(bytes_, Tag::record);
  put_origin(bytes_, record.origin);
  append_varint(bytes_, static_cast<std::uint64_t>(record.format));
  append_sized(bytes_, record.bytes);
  put_known(bytes_, record.known);
}

void EventWriter::add(const SetAside& aside) {
  put_tag(bytes_, Tag::aside);
  put_origin(bytes_, aside.origin);
  append_sized(bytes_, aside.reason);
  append_sized(bytes_, aside.advice);
  append_varint(bytes_, static_cast<std::uint64_t>(aside.kind));
}

void EventWriter::add(const Article& article) {
  put_tag(bytes_, Tag::article);
  put_article(bytes_, article);
}

void EventWriter::add(const MemberBegins& member) {
  put_tag(bytes_, Tag::member_begins);
  append_sized(bytes_, member.path);
}

void EventWriter::add(const MemberEnds&) { put_tag(bytes_, Tag::member_ends); }

void EventWriter::add(const Position& position) {
  put_tag(bytes_, Tag::position);
  append_varint(bytes_, position.bytes);
}

void EventWriter::add(const Done&) { put_tag(bytes_, Tag::done); }

std::string EventWriter::take() { return std::exchange(bytes_, {}); }

void EventReader::take(std::string message) {
  message_ = std::move(message);
  at_ = 0;
}

ParserEvent EventReader::next() try {
  VarintReader in(std::string_view(message_).substr(at_));
  ParserEvent found = event(in);
  at_ = message_.size() - in.rest().size();
  return found;
} catch (const IndexError&) {
  refuse("a message that is cut off");
}

Record EventReader::record(VarintReader& in) const {
  if (context_ == nullptr) refuse("a record of no file");
  Record record{.origin = origin_of(in)};
  record.format = enum_of(in.number(), kLastFormat);
  record.bytes = in.sized();
  record.known = known_of(in);
  record.file = context_;
  return record;
}

ParserEvent EventReader::event(VarintReader& in) {
  auto tag = enum_of(static_cast<unsigned char>(byte_of(in)), Tag::done);
  for (; tag == Tag::context; tag = enum_of(static_cast<unsigned char>(byte_of(in)), Tag::done))
    context_ = std::make_shared<const FileContext>(context_of(in));
  switch (tag) {
    case Tag::record:
      return record(in);
    case Tag::aside:
      return aside_of(in);
    case Tag::article: {
      Article article = read_article(in, &text_of);
      check(article);
      return article;
    }
    case Tag::member_begins:
      return MemberBegins{line_of(in)};
    case Tag::member_ends:
      return MemberEnds{};
    case Tag::position:
      return Position{in.number()};
    default:
      return Done{};
  }
}

}  // namespace dateline
