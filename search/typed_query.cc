#include "search/typed_query.h"

#include <utility>

#include "search/base/utf8.h"
#include "search/query/query_lexer.h"
#include "search/query/query_text.h"
#include "search/store/article/fields.h"
#include "search/store/text/fold.h"

namespace dateline {
namespace {

using Kind = QueryToken::Kind;

// Whether the quote was closed only by the end of what is typed.
bool is_open(const QueryToken& quoted, std::string_view typed) {
  const auto end = static_cast<std::size_t>(quoted.text.data() - typed.data()) + quoted.text.size();
  return trimmed(typed.substr(end)).empty();
}

constexpr std::size_t kNoField = kFilterFields.size();

// The place of kFilterFields that the field filters by; kNoField for title:, date:, id: and so on.
std::size_t filtered_by(const QueryField* field) {
  if (field == nullptr || field->kind != QueryField::Kind::filter) return kNoField;
  return filter_field(field->filter);
}

// What closes the quote that this character opens.
std::string_view closing_quote(char32_t open) {
  switch (open) {
    case U'«':
      return "\u00BB";
    case U'»':
      return "\u00AB";
    case U'‹':
      return "\u203A";
    case U'›':
      return "\u2039";
    case U'「':
      return "\u300D";
    case U'『':
      return "\u300F";
    default:
      return "\"";
  }
}

// Follows the tokens and keeps what may go on at the end.
class Reader {
 public:
  explicit Reader(std::string_view typed) : typed_(typed) {}

  void read(const QueryToken& token) {
    switch (token.kind) {
      case Kind::field:
        field_ = filtered_by(token.field);
        value_.reset();
        break;
      case Kind::open:
        if (last_.kind == Kind::field) group_ = field_;
        value_.reset();
        break;
      case Kind::close:
        group_ = kNoField;
        value_.reset();
        break;
      case Kind::word:
        read_word(token);
        break;
      case Kind::quoted:
        value_.reset();
        if (token.glued) begin_value(field_, token.begin);
        if (!token.glued) begin_value(group_, token.begin);
        break;
      default:
        value_.reset();
    }
    before_ = std::exchange(last_, token);
  }

  TypedQuery result() const {
    const bool is_behind_space = !typed_.empty() && ends_in_space();
    if (last_.kind == Kind::quoted && is_open(last_, typed_)) return in_quote(is_behind_space);
    if (last_.kind == Kind::quoted) return {.head = typed_, .before = typed_};
    TypedQuery result{.head = typed_, .before = typed_};
    if (last_.kind != Kind::word) return result;
    const std::size_t named = field_named_at_end();
    if (named != kNoField) {
      result.value = TypedQuery::Value{.field = named, .head = typed_};
      return result;
    }
    result.value = value_to_end();
    if (is_behind_space || is_of_value()) return result;
    result.head = typed_.substr(0, last_.begin);
    result.before = typed_.substr(0, belongs_to_last() ? before_.begin : last_.begin);
    result.word = typed_.substr(last_.begin);
    result.is_alternative = before_.kind == Kind::any;
    return result;
  }

 private:
  void begin_value(std::size_t field, std::size_t begin) {
    if (field == kNoField) return value_.reset();
    value_ = TypedQuery::Value{.field = field, .head = typed_.substr(0, begin)};
  }

  void read_word(const QueryToken& token) {
    if (token.glued) {
      begin_value(field_, token.begin);
    } else if (group_ != kNoField && !value_) {
      begin_value(group_, token.begin);
    } else if (value_ && group_ == kNoField) {
      value_->is_certain = false;
    }
  }

  // Whether the last word is a field's value, not a word of articles: source:Re, date:19.
  bool is_of_value() const {
    if (value_ && value_->is_certain) return true;
    if (before_.kind != Kind::field || !last_.glued) return false;
    const QueryField::Kind kind = before_.field->kind;
    return kind != QueryField::Kind::title && kind != QueryField::Kind::lead &&
           kind != QueryField::Kind::capitals;
  }

  // Whether the token before the last one means nothing without it.
  bool belongs_to_last() const {
    switch (before_.kind) {
      case Kind::plus:
      case Kind::minus:
      case Kind::all:
      case Kind::any:
      case Kind::none:
      case Kind::proximity:
        return true;
      case Kind::field:
        return last_.glued;
      default:
        return false;
    }
  }

  bool ends_in_space() const { return is_space(decode_before(typed_, typed_.size()).value); }

  std::optional<TypedQuery::Value> value_to_end() const {
    if (!value_) return std::nullopt;
    TypedQuery::Value value = *value_;
    value.text = typed_.substr(value.head.size());
    return value;
  }

  // "source:" with nothing behind it, which the lexer takes for a word.
  std::size_t field_named_at_end() const {
    const std::string_view rest = typed_.substr(last_.begin);
    if (last_.glued || rest.size() < 2 || rest.back() != ':') return kNoField;
    return filtered_by(find_field(rest.substr(0, rest.size() - 1)));
  }

  TypedQuery in_quote(bool is_behind_space) const {
    const auto inside = static_cast<std::size_t>(last_.text.data() - typed_.data());
    TypedQuery result{.head = typed_, .before = typed_};
    result.closing = closing_quote(decode_at(typed_, last_.begin).value);
    if (value_) {
      result.value = value_;
      result.value->text = typed_.substr(inside);
      result.closing = {};
      return result;
    }
    if (is_behind_space || last_.text.empty()) return result;
    std::size_t begin = typed_.size();
    while (begin > inside && !is_space(decode_before(typed_, begin).value))
      begin -= decode_before(typed_, begin).bytes;
    result.head = typed_.substr(0, begin);
    result.before = result.head;
    if (begin == inside)
      result.before = typed_.substr(0, belongs_to_last() ? before_.begin : last_.begin);
    result.word = typed_.substr(begin);
    return result;
  }

  std::string_view typed_;
  QueryToken last_;
  QueryToken before_;                       // the one before `last_`
  std::size_t field_ = kNoField;            // that was named last, where it filters
  std::size_t group_ = kNoField;            // whose bracket is open
  std::optional<TypedQuery::Value> value_;  // that the last tokens are of
};

}  // namespace

TypedQuery read_typed(std::string_view typed) {
  QueryNotes notes(typed);
  QueryLexer lexer(typed, notes);
  Reader reader(typed);
  for (const QueryToken& token : lexer.read_all()) {
    if (token.kind != Kind::end) reader.read(token);
  }
  return reader.result();
}

std::string quoted_value(std::string_view value) {
  bool is_plain = !value.empty();
  for (std::size_t at = 0; at < value.size();) {
    const CodePoint c = decode_at(value, at);
    const CharClass kind = char_class(c.value);
    is_plain = is_plain && (kind == CharClass::letter || kind == CharClass::digit ||
                            kind == CharClass::mark || kind == CharClass::single);
    at += c.bytes;
  }
  if (is_plain) return std::string(value);
  // Guillemets close only one another, so they may stand around any other quote.
  const bool has_quote = value.find('"') != std::string_view::npos;
  std::string text = has_quote ? "\u00AB" : "\"";
  text += value;
  return text += has_quote ? "\u00BB" : "\"";
}

}  // namespace dateline
