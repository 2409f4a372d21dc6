#include "indexer/formats/xml/xml_splitter.h"

#include <algorithm>
#include <utility>

#include "indexer/formats/fields/fields.h"
#include "indexer/formats/fields/markup.h"
#include "indexer/text/encoding.h"

namespace dateline {
namespace {

bool is_xml_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool is_name_end(char c) { return is_xml_space(c) || c == '>' || c == '/'; }

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// The name behind "<" or "</"; empty where the text is cut inside it.
std::string_view tag_name(std::string_view tag) {
  tag.remove_prefix(std::min<std::size_t>(tag.starts_with("</") ? 2 : 1, tag.size()));
  const auto* const end = std::find_if(tag.begin(), tag.end(), is_name_end);
  if (end == tag.end()) return {};
  return tag.substr(0, static_cast<std::size_t>(end - tag.begin()));
}

// What stands at a "<".
struct Markup {
  enum class Kind : std::uint8_t { open, close, empty_element, other, cut };
  Kind kind = Kind::cut;       // cut: more bytes are needed
  std::string_view name;       // of a tag, without its prefix
  std::string_view full_name;  // with it
  std::size_t size = 0;
};

// What ends the comment or the like that opens at the front, or empty.
std::string_view terminator(std::string_view text) {
  if (text.starts_with("<!--")) return "-->";
  if (text.starts_with("<![CDATA[")) return "]]>";
  return text.starts_with("<?") ? "?>" : "";
}

// <!DOCTYPE nitf SYSTEM "nitf.dtd" [ <!ENTITY ...> ]>
Markup doctype(std::string_view text) {
  int brackets = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[') ++brackets;
    if (text[i] == ']') --brackets;
    if (text[i] == '>' && brackets <= 0) return {.kind = Markup::Kind::other, .size = i + 1};
  }
  return {};
}

// What stands at the front, if it is neither a comment nor the like.
Markup tag_at(std::string_view text) {
  constexpr std::size_t kLongestOpener = 9;  // of "<![CDATA["
  if (text.size() < 2) return {};
  if (text[1] == '!') return text.size() < kLongestOpener ? Markup{} : doctype(text);
  const std::size_t end = text.find_first_of("<>", 1);
  if (end == std::string_view::npos) return {};
  if (text[end] == '<')
    return {.kind = Markup::Kind::other, .size = end};  // a "<" that opens nothing
  Markup markup{.kind = Markup::Kind::open, .full_name = tag_name(text), .size = end + 1};
  markup.name = local_name(markup.full_name);
  if (text[1] == '/') markup.kind = Markup::Kind::close;
  if (text[1] != '/' && text[end - 1] == '/') markup.kind = Markup::Kind::empty_element;
  return markup;
}

// Remembers where the end of a comment or a CDATA section was looked for in vain, so that a file of
// openers without ends is not searched again for each.
class TerminatorSearch {
 public:
  // Where the terminator ends that follows `from` in `text`, which starts at `offset` of its file;
  // npos: not in this text.
  std::size_t find(std::string_view terminator, std::string_view text, std::size_t from,
                   std::uint64_t offset) {
    Vain& vain = terminator == "-->" ? comment_ : (terminator == "]]>" ? cdata_ : instruction_);
    const std::uint64_t absolute = offset + from;
    const bool known = absolute >= vain.from && absolute < vain.to;
    const std::size_t searched = known ? vain.to - offset : 0;
    const std::size_t found =
        text.find(terminator, std::max(from, searched - std::min<std::size_t>(searched, 2)));
    if (found != std::string_view::npos) return found + terminator.size();
    if (!known) vain.from = absolute;
    vain.to = offset + text.size();
    return found;
  }

 private:
  struct Vain {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
  };
  Vain comment_;
  Vain cdata_;
  Vain instruction_;
};

// The xmlns declarations of a tag, as they stand in it.
std::string namespaces_of(std::string_view tag) {
  std::string declarations;
  for (std::size_t at = 0; (at = tag.find("xmlns", at)) != std::string_view::npos;) {
    const std::size_t open = tag.find_first_of("\"'", at);
    if (open == std::string_view::npos) break;
    const std::size_t close = tag.find(tag[open], open + 1);
    if (close == std::string_view::npos) break;
    if (is_xml_space(tag[at - 1]))
      declarations += ' ' + std::string(tag.substr(at, close + 1 - at));
    at = close + 1;
  }
  return declarations;
}

// The value of a tag's xml:lang, or empty.
std::string_view language_of(std::string_view tag) {
  const std::size_t at = tag.find("xml:lang=");
  if (at == std::string_view::npos) return {};
  const std::string_view value = tag.substr(std::min(at + 10, tag.size()));
  return value.substr(0, value.find_first_of("\"'"));
}

// The text of the first element of this name.
std::string element_text(std::string_view xml, std::string_view name) {
  const std::size_t open = xml.find('<' + std::string(name) + '>');
  if (open == std::string_view::npos) return {};
  const std::size_t begin = open + name.size() + 2;
  const std::size_t close = xml.find("</" + std::string(name), begin);
  if (close == std::string_view::npos) return {};
  return markup_text(xml.substr(begin, close - begin));
}

// What stands before the first record and holds for all of them.
class Preamble {
 public:
  void add_tag(std::string_view tag) {
    if (namespaces_.size() < kMaxBytes) namespaces_ += namespaces_of(tag);
    if (language_.empty()) language_ = language_of(tag);
    add_text(tag);
  }

  void add_text(std::string_view text) {
    if (text_.size() < kMaxBytes) text_ += text.substr(0, kMaxBytes);
  }

  std::shared_ptr<const FileContext> context(const FileContext& base) {
    auto file = std::make_shared<FileContext>(base);
    file->namespaces = namespaces_;
    const std::string xml = to_utf8(std::move(text_), base.charset);
    RawArticle feed;
    set_field(feed, FieldName::source, element_text(xml, "title"));
    set_field(feed, FieldName::language, language_);
    set_field(feed, FieldName::language, element_text(xml, "language"));
    set_field(feed, FieldName::url, element_text(xml, "base"));  // of a wiki
    file->known = std::move(feed.known);
    return file;
  }

 private:
  static constexpr std::size_t kMaxBytes = 16U << 10;
  std::string text_;
  std::string namespaces_;
  std::string language_;
};

class XmlSplitter : public Splitter {
 public:
  XmlSplitter(std::shared_ptr<Input> input, SplitJob job, std::vector<RecordElement> elements)
      : input_(std::move(input)), job_(std::move(job)), elements_(std::move(elements)) {}

  std::optional<ReadResult> next() override {
    while (find_markup()) {
      const Markup markup = read_markup();
      if (markup.kind == Markup::Kind::cut) {
        input_->skip(1);
        skip_to_next_element();
        continue;
      }
      const RecordElement* const element = find_element(markup);
      if (element != nullptr) return take_element(*element, markup);
      if (!file_) preamble_.add_tag(input_->window().substr(0, markup.size));
      input_->skip(markup.size);
    }
    return std::nullopt;
  }

 private:
  Origin here() const {
    return {.path = job_.path, .line = input_->line(), .offset = input_->offset()};
  }

  // Moves to the next "<".
  bool find_markup() {
    for (;;) {
      const std::string_view window = input_->window();
      const std::size_t found = std::min(window.find('<'), window.size());
      if (!file_) preamble_.add_text(window.substr(0, found));
      input_->skip(found);
      if (!input_->window().empty()) return true;
      if (!input_->more()) return false;
    }
  }

  Markup markup_at(std::size_t at) {
    const std::string_view text = input_->window().substr(at);
    const std::string_view end = terminator(text);
    if (end.empty()) return tag_at(text);
    const std::size_t found = terminators_.find(end, input_->window(), at, input_->offset());
    if (found == std::string_view::npos) return {};
    return {.kind = Markup::Kind::other, .size = found - at};
  }

  // The longest comment or declaration between records that is passed over as a whole.
  static constexpr std::size_t kMaxMarkup = 64U << 10;

  Markup read_markup() {
    for (;;) {
      const Markup markup = markup_at(0);
      if (markup.kind != Markup::Kind::cut || input_->window().size() > kMaxMarkup) return markup;
      if (!input_->more()) return {};
    }
  }

  const RecordElement* find_element(const Markup& markup) const {
    if (markup.kind != Markup::Kind::open) return nullptr;
    const auto found = std::find_if(elements_.begin(), elements_.end(), [&](const auto& element) {
      return element.name == markup.name;
    });
    return found == elements_.end() ? nullptr : &*found;
  }

  // The element whose start tag is at the front of the window.
  ReadResult take_element(const RecordElement& element, const Markup& start) {
    if (!file_) file_ = preamble_.context(*job_.file);
    const Origin origin = here();
    const std::string full_name(start.full_name);
    std::size_t at = start.size;
    for (;;) {
      const std::string_view window = input_->window();
      const std::size_t open = std::min(window.find('<', at), window.size());
      const Markup markup = open == window.size() ? Markup{} : markup_at(open);
      if (markup.kind == Markup::Kind::cut) {
        at = open;
        if (open > job_.max_record_bytes || window.size() > 2 * job_.max_record_bytes)
          return give_up(start, too_large(origin, job_.max_record_bytes));
        if (!input_->more()) return give_up(start, broken(origin, "is not closed"));
        continue;
      }
      if (markup.full_name == full_name) {
        if (markup.kind == Markup::Kind::open)
          return give_up(start, broken(origin, "is not closed"));
        if (markup.kind == Markup::Kind::close)
          return take_record(origin, element.format, open + markup.size);
      }
      at = open + markup.size;
    }
  }

  ReadResult take_record(const Origin& origin, Format format, std::size_t size) {
    if (size > job_.max_record_bytes) {
      input_->skip(size);
      return too_large(origin, job_.max_record_bytes);
    }
    Record record{.origin = origin, .format = format, .file = file_};
    record.bytes = input_->window().substr(0, size);
    input_->skip(size);
    return record;
  }

  static SetAside broken(const Origin& origin, const std::string& problem) {
    return {.origin = origin,
            .reason = "the XML element of the article " + problem,
            .advice = "write the file as well-formed XML"};
  }

  // Only the start tag is passed over, so that the next record is found wherever it is: even in
  // what a comment seems to hold that was opened in this one.
  SetAside give_up(const Markup& start, SetAside result) {
    input_->skip(start.size);
    skip_to_next_element();
    return result;
  }

  void skip_to_next_element() {
    for (;;) {
      const std::size_t found = find_start_tag();
      const std::string_view window = input_->window();
      constexpr std::size_t kLongestName = 64;
      const std::size_t keep = found < window.size() ? window.size() - found : kLongestName;
      input_->skip(window.size() - std::min(keep, window.size()));
      if (found < window.size() || !input_->more()) return;
    }
  }

  // Where the first start tag of a record is in the window; its size where there is none.
  std::size_t find_start_tag() const {
    const std::string_view window = input_->window();
    for (std::size_t at = 0; (at = window.find('<', at)) != std::string_view::npos; ++at) {
      const std::string_view name = local_name(tag_name(window.substr(at, 64)));
      const bool starts = window.substr(at, 2) != "</" && !name.empty();
      if (starts && find_element({.kind = Markup::Kind::open, .name = name}) != nullptr) return at;
    }
    return window.size();
  }

  std::shared_ptr<Input> input_;
  SplitJob job_;
  std::vector<RecordElement> elements_;
  TerminatorSearch terminators_;
  Preamble preamble_;
  std::shared_ptr<const FileContext> file_;  // once the preamble has been read
};

}  // namespace

std::string_view xml_root_name(std::string_view front) {
  for (;;) {
    const std::size_t open = front.find('<');
    if (open == std::string_view::npos) return {};
    front.remove_prefix(open);
    const std::string_view end = terminator(front);
    if (!end.empty()) {
      const std::size_t found = front.find(end);
      if (found == std::string_view::npos) return {};
      front.remove_prefix(found + end.size());
      continue;
    }
    const Markup markup = tag_at(front);
    if (markup.kind == Markup::Kind::cut) return local_name(tag_name(front));
    if (markup.kind == Markup::Kind::open || markup.kind == Markup::Kind::empty_element)
      return markup.name;
    front.remove_prefix(markup.size);
  }
}

std::string_view xml_declared_charset(std::string_view front) {
  if (!front.starts_with("<?xml")) return {};
  const std::string_view declaration = front.substr(0, front.find("?>"));
  const std::size_t name = declaration.find("encoding");
  if (name == std::string_view::npos) return {};
  const std::size_t open = declaration.find_first_of("\"'", name);
  if (open == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[open], open + 1);
  if (close == std::string_view::npos) return {};
  return declaration.substr(open + 1, close - open - 1);
}

std::unique_ptr<Splitter> split_xml(std::shared_ptr<Input> input, SplitJob job,
                                    std::vector<RecordElement> elements) {
  return std::make_unique<XmlSplitter>(std::move(input), std::move(job), std::move(elements));
}

}  // namespace dateline
