#include "indexer/formats/markdown.h"

#include <string>
#include <string_view>
#include <utility>

#include <md4c.h>

#include "indexer/formats/fields/fields.h"
#include "indexer/formats/fields/front_matter.h"
#include "indexer/formats/fields/markup.h"
#include "indexer/text/encoding.h"

namespace dateline {
namespace {

// Collects the text of Markdown, an empty line between blocks.
class MarkdownText {
 public:
  // What md4c tells is told to this object.
  static std::string read(std::string_view markdown) {
    MarkdownText self;
    MD_PARSER parser{};
    parser.flags = MD_DIALECT_GITHUB;
    parser.enter_block = [](MD_BLOCKTYPE, void*, void* to) {
      return static_cast<MarkdownText*>(to)->end_block();
    };
    parser.leave_block = [](MD_BLOCKTYPE, void*, void* to) {
      return static_cast<MarkdownText*>(to)->end_block();
    };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* to) {
      static_cast<MarkdownText*>(to)->pictures_ += type == MD_SPAN_IMG ? 1 : 0;
      return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* to) {
      static_cast<MarkdownText*>(to)->pictures_ -= type == MD_SPAN_IMG ? 1 : 0;
      return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* to) {
      return static_cast<MarkdownText*>(to)->add(type, {text, size});
    };
    md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &self);
    return std::move(self.out_);
  }

 private:
  int end_block() {
    breaks_ = !out_.empty();
    return 0;
  }

  int add(MD_TEXTTYPE type, std::string_view text) {
    if (pictures_ > 0 || type == MD_TEXT_HTML) return 0;
    if (breaks_) out_ += "\n\n";
    breaks_ = false;
    if (type == MD_TEXT_BR) {
      out_ += '\n';
    } else if (type == MD_TEXT_SOFTBR) {
      out_ += ' ';
    } else if (type == MD_TEXT_ENTITY) {
      out_ += resolve_references(text);
    } else if (type != MD_TEXT_NULLCHAR) {
      out_ += text;
    }
    return 0;
  }

  std::string out_;
  bool breaks_ = false;
  int pictures_ = 0;  // whose description this is: it is no part of the text
};

// The heading that opens the text: "# Harbour reopens".
std::string opening_heading(std::string_view markdown) {
  const std::string_view text = trim(markdown);
  if (!text.starts_with("# ")) return {};
  return MarkdownText::read(text.substr(0, text.find('\n')));
}

void take_fields(RawArticle& article, std::vector<FrontField> fields, const FieldNames& own_names) {
  std::vector<std::string_view> names;
  names.reserve(fields.size());
  for (const FrontField& field : fields) names.push_back(field.name);
  const std::vector<FieldName> known = assign_fields(names, own_names);
  ExtraFields extra;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    FrontField& field = fields[i];
    const bool usable = known[i] != FieldName::unknown && known[i] != FieldName::text;
    const bool taken =
        usable && (field.is_list ? set_field(article, known[i], field.values)
                                 : set_field(article, known[i], field.values.front()));
    if (!taken) extra.add_texts(field.name, field.values);
  }
  article.known.extra_json = extra.take();
}

}  // namespace

std::vector<std::variant<RawArticle, SetAside>> parse_markdown(Record record) {
  const std::string file = clean_text(to_utf8(std::move(record.bytes), record.file->charset));
  FrontMatter front = read_front_matter(file);
  std::string_view markdown = std::string_view(file).substr(front.bytes);
  RawArticle article{.origin = std::move(record.origin),
                     .known = std::move(record.known),
                     .shape = RawArticle::Shape::body};
  take_fields(article, std::move(front.fields), record.file->field_names);
  const std::string heading = opening_heading(markdown);
  if (article.known.title.empty()) article.known.title = clean_text_line(heading);
  if (!heading.empty() && article.known.title == clean_text_line(heading)) {
    markdown = trim(markdown);
    markdown.remove_prefix(std::min(markdown.find('\n'), markdown.size()));
  }
  article.text = MarkdownText::read(markdown);
  return {finish_fields(std::move(article))};
}

}  // namespace dateline
