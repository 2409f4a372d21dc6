#include "indexer/formats/csv.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "indexer/formats/fields/date_order.h"
#include "indexer/formats/fields/fields.h"
#include "indexer/text/encoding.h"

namespace dateline {
namespace {

// Finds the end of a row, block by block.
class RowScan {
 public:
  explicit RowScan(const CsvDialect& dialect) : dialect_(dialect) {}

  // Whether the row ends in `text`; reads on from where the last call stopped.
  bool scan(std::string_view text) {
    while (at_ < text.size()) {
      const char c = text[at_];
      if (quoted_) {
        skip_quoted(text);
        continue;
      }
      if (c == '\n') return true;
      if (c == dialect_.delimiter) {
        ++columns_;
        value_begins_ = true;
      } else if (c == dialect_.quote && value_begins_) {
        quoted_ = true;
        value_begins_ = false;
      } else if (c == dialect_.quote && at_ > 0 && text[at_ - 1] == c && closed_at_ == at_ - 1) {
        quoted_ = true;  // "" inside a quoted value
      } else {
        garbled_ = garbled_ || (closed_at_ + 1 == at_ && c != '\r');
        value_begins_ = false;
      }
      ++at_;
    }
    return false;
  }

  std::size_t position() const { return at_; }
  std::size_t columns() const { return columns_; }
  bool in_quotes() const { return quoted_; }

  // Whether something stood between the end of a quoted value and the next delimiter.
  bool garbled() const { return garbled_; }

 private:
  void skip_quoted(std::string_view text) {
    if (std::exchange(escaped_, false)) {
      ++at_;
      return;
    }
    const bool escapes = dialect_.escape == CsvDialect::Escape::backslash;
    const char ends[] = {dialect_.quote, '\\'};
    at_ = std::min(text.find_first_of({ends, escapes ? 2U : 1U}, at_), text.size());
    if (at_ == text.size()) return;
    escaped_ = text[at_] != dialect_.quote;
    if (!escaped_) {
      quoted_ = false;
      closed_at_ = at_;
    }
    ++at_;
  }

  static constexpr std::size_t kNowhere = std::string_view::npos - 1;

  CsvDialect dialect_;
  std::size_t at_ = 0;
  std::size_t columns_ = 1;
  std::size_t closed_at_ = kNowhere;  // the quote that closed the last value
  bool quoted_ = false;
  bool escaped_ = false;
  bool garbled_ = false;
  bool value_begins_ = true;
};

// What a backslash and the character behind it stand for.
std::string unescaped(char c, const CsvDialect& dialect) {
  const bool is_escape = c == dialect.quote || c == '\\' || c == dialect.delimiter || c == '\n';
  return is_escape ? std::string(1, c) : std::string("\\") + c;
}

std::string unquoted(std::string_view value, const CsvDialect& dialect) {
  const char quote = dialect.quote;
  if (value.size() < 2 || value.front() != quote) return std::string(value);
  const bool escapes = dialect.escape == CsvDialect::Escape::backslash;
  std::string out;
  bool quoted = true;
  for (std::size_t i = 1; i < value.size(); ++i) {
    const bool last = i + 1 == value.size();
    if (quoted && escapes && value[i] == '\\' && !last) {
      out += unescaped(value[++i], dialect);
    } else if (quoted && value[i] == quote) {
      const bool doubled = !last && value[i + 1] == quote;
      if (doubled) out += value[++i];
      quoted = doubled;
    } else {
      out += value[i];
    }
  }
  return out;
}

std::vector<std::string> split_row(std::string_view row, const CsvDialect& dialect) {
  std::vector<std::string> values;
  if (row.ends_with('\n')) row.remove_suffix(1);
  if (row.ends_with('\r')) row.remove_suffix(1);
  const bool escapes = dialect.escape == CsvDialect::Escape::backslash;
  std::size_t begin = 0;
  std::size_t reopens = row.size();  // where a quote would be the second of a doubled one
  bool quoted = false;
  for (std::size_t i = 0; i <= row.size(); ++i) {
    if (i == row.size() || (row[i] == dialect.delimiter && !quoted)) {
      values.push_back(unquoted(row.substr(begin, i - begin), dialect));
      begin = i + 1;
    } else if (quoted && escapes && row[i] == '\\' && i + 1 < row.size()) {
      ++i;
    } else if (row[i] == dialect.quote && (quoted || i == begin || i == reopens)) {
      quoted = !quoted;
      reopens = quoted ? row.size() : i + 1;
    }
  }
  return values;
}

// How the rows of a sample fit together, read in one dialect.
struct Fit {
  std::size_t width = 0;  // of the first row
  std::size_t rows = 0;
  std::size_t misfits = 0;  // of another width, or with something behind a quoted value
};

// The last row of the sample, which may be cut, is left out unless it is the only one.
Fit fit_of(std::string_view front, const CsvDialect& dialect) {
  constexpr std::size_t kRows = 20;
  Fit fit;
  while (!front.empty() && fit.rows < kRows) {
    RowScan scan(dialect);
    const bool ended = scan.scan(front);
    if (!ended && fit.rows > 0) break;
    if (fit.rows == 0) fit.width = scan.columns();
    ++fit.rows;
    if (scan.columns() != fit.width || scan.garbled()) ++fit.misfits;
    front.remove_prefix(std::min(scan.position() + 1, front.size()));
  }
  return fit;
}

std::vector<std::string> header_of(std::string_view front, const CsvDialect& dialect) {
  RowScan scan(dialect);
  scan.scan(front);
  std::string_view header = front.substr(0, scan.position());
  if (header.starts_with('#')) header.remove_prefix(1);
  std::vector<std::string> columns = split_row(header, dialect);
  for (std::string& column : columns) column = trim(column);
  return columns;
}

std::vector<FieldName> fields_of(const std::vector<std::string>& columns, const FieldNames& names) {
  const std::vector<std::string_view> views(columns.begin(), columns.end());
  return assign_fields(views, names);
}

bool is_blank(std::string_view row) {
  return row.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

constexpr std::array kDelimiters = {'\t', ';', ',', '|'};

std::string_view first_line(std::string_view text) {
  return text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
}

// The delimiter of "sep=;", which Excel writes before the first row.
std::optional<char> declared_delimiter(std::string_view line) {
  line = line.substr(0, line.find_first_of("\r\n"));
  if (line.starts_with('"') && line.ends_with('"') && line.size() > 1)
    line = line.substr(1, line.size() - 2);
  constexpr std::size_t kLength = 5;
  if (line.size() != kLength || !line.starts_with("sep=")) return std::nullopt;
  return line.back();
}

bool names_article(std::string_view row, const CsvDialect& dialect, const FieldNames& own_names) {
  const std::vector<FieldName> fields = fields_of(header_of(row, dialect), own_names);
  const auto known = std::count_if(fields.begin(), fields.end(),
                                   [](FieldName field) { return field != FieldName::unknown; });
  return known >= 2 && holds_articles(fields);
}

// "# exported on Monday", but not "#title,text", which names columns.
bool is_comment(std::string_view line, const FieldNames& own_names) {
  if (!line.starts_with('#')) return false;
  return std::none_of(kDelimiters.begin(), kDelimiters.end(), [&](char delimiter) {
    return names_article(line, {.delimiter = delimiter}, own_names);
  });
}

// Bytes before the row that names the columns.
std::size_t preamble_size(std::string_view front, const FieldNames& own_names) {
  std::size_t size = 0;
  for (;;) {
    const std::string_view rest = front.substr(size);
    if (rest.empty()) return 0;  // of a table there is more than comments
    const std::string_view line = first_line(rest);
    if (!declared_delimiter(line) && !is_comment(line, own_names)) return size;
    size += line.size();
  }
}

// Whether all names of the first row stand in single quotes.
bool names_in_single_quotes(std::string_view front, char delimiter) {
  const std::vector<std::string> columns = header_of(front, {.delimiter = delimiter});
  return std::all_of(columns.begin(), columns.end(), [](const std::string& column) {
    return column.size() > 1 && column.front() == '\'' && column.back() == '\'';
  });
}

// Whether a value begins with a single quote and another ends with one.
bool has_single_quotes(std::string_view front, char delimiter) {
  const char opens[] = {delimiter, '\''};
  const char closes[] = {'\'', delimiter};
  const bool opened = front.find({opens, 2}) != std::string_view::npos ||
                      front.find("\n'") != std::string_view::npos;
  const bool closed = front.find({closes, 2}) != std::string_view::npos ||
                      front.find("'\n") != std::string_view::npos ||
                      front.find("'\r") != std::string_view::npos;
  return opened && closed;
}

struct FittingDialect {
  CsvDialect dialect;
  Fit fit;
};

// The way to quote that leaves the fewest misfits.
FittingDialect best_quotes(std::string_view front, char delimiter) {
  const CsvDialect single{.delimiter = delimiter, .quote = '\''};
  if (names_in_single_quotes(front, delimiter)) return {single, fit_of(front, single)};
  const CsvDialect standard{.delimiter = delimiter};
  const CsvDialect escaped{.delimiter = delimiter, .escape = CsvDialect::Escape::backslash};
  FittingDialect best{standard, fit_of(front, standard)};
  for (const CsvDialect& other : {escaped, single}) {
    if (best.fit.misfits == 0) break;
    if (other == single && !has_single_quotes(front, delimiter)) break;
    const Fit fit = fit_of(front, other);
    const std::size_t most =
        other == single ? 0 : best.fit.misfits - 1;  // an apostrophe is likelier
    if (fit.misfits <= most) best = {other, fit};
  }
  return best;
}

class CsvSplitter : public Splitter {
 public:
  CsvSplitter(std::shared_ptr<Input> input, SplitJob job, const CsvDialect& dialect)
      : input_(std::move(input)), job_(std::move(job)), dialect_(dialect) {}

  std::optional<ReadResult> next() override {
    if (!std::exchange(has_header_, true)) {
      if (auto problem = take_header()) return problem;
      if (auto remark = learn_date_order()) return remark;
    }
    for (;;) {
      const Row row = find_row();
      if (row.size == 0) return std::nullopt;
      if (is_blank(input_->window().substr(0, row.size))) {
        input_->skip(row.size);
        continue;
      }
      if (row.size > job_.max_record_bytes)
        return skip_first_line(row, too_large({}, job_.max_record_bytes));
      if (row.open) return skip_first_line(row, {.reason = "a quote is opened and not closed"});
      if (row.columns != job_.file->columns.size()) return skip_row(row, wrong_width(row));
      Record record{.origin = here(), .format = Format::csv, .file = job_.file};
      record.bytes = input_->window().substr(0, row.size);
      input_->skip(row.size);
      return record;
    }
  }

 private:
  static constexpr std::string_view kAdvice = "write the row as RFC 4180 has it";

  struct Row {
    std::size_t size = 0;  // with its line break
    std::size_t columns = 0;
    bool open = false;  // quotes are not closed, or not where a value ends
  };

  Origin here() const {
    return {.path = job_.path, .line = input_->line(), .offset = input_->offset()};
  }

  Row find_row() {
    RowScan scan(dialect_);
    while (!scan.scan(input_->window())) {
      const bool too_long = scan.position() > job_.max_record_bytes;
      if (too_long || !input_->more())
        return {scan.position(), scan.columns(), scan.in_quotes() && !too_long};
    }
    const std::string_view row = input_->window().substr(0, scan.position());
    const bool over_lines = row.find('\n') != std::string_view::npos;
    return {scan.position() + 1, scan.columns(), scan.garbled() && over_lines};
  }

  std::optional<SetAside> take_header() {
    constexpr std::size_t kMostPreamble = 64U << 10;
    const std::string_view front = input_->at_least(kMostPreamble).substr(0, kMostPreamble);
    input_->skip(preamble_size(front, job_.file->field_names));
    const Row row = find_row();
    auto file = std::make_shared<FileContext>(*job_.file);
    file->csv = dialect_;
    const std::string header =
        to_utf8(std::string(input_->window().substr(0, row.size)), file->charset);
    file->columns = header_of(header, dialect_);
    job_.file = std::move(file);
    if (holds_articles(fields_of(job_.file->columns, job_.file->field_names))) {
      input_->skip(row.size);
      return std::nullopt;
    }
    std::string names;
    for (const std::string& column : job_.file->columns)
      names += (names.empty() ? "" : ", ") + column;
    while (!input_->window().empty() || input_->more()) input_->skip(input_->window().size(), 0);
    return SetAside{
        .origin = {.path = job_.path, .line = 1},
        .reason = "no column of the table is a text or a title: " + clean_text_line(names),
        .advice = "name the columns of the text and the title in the configuration"};
  }

  // In which order the dates of all rows have day and month; what is said of a guess.
  std::optional<SetAside> learn_date_order() {
    const DateOrder order = date_order();
    job_.file = with_date_order(*job_.file, order);
    return order.remark(here());
  }

  // Looks at the first rows, and at more where these leave it open, but at no more than a record
  // may hold.
  DateOrder date_order() {
    constexpr std::size_t kFront = 64U << 10;
    const std::vector<FieldName> fields = fields_of(job_.file->columns, job_.file->field_names);
    DateOrder order;
    std::size_t begin = 0;
    input_->at_least(kFront);
    for (;;) {
      RowScan scan(dialect_);
      while (!scan.scan(input_->window().substr(begin))) {
        if (begin + scan.position() > job_.max_record_bytes || !input_->more()) {
          add_row(input_->window().substr(begin), fields, order);
          return order;
        }
      }
      add_row(input_->window().substr(begin, scan.position()), fields, order);
      begin += scan.position() + 1;
      if (begin > kFront && !order.is_open()) return order;
    }
  }

  void add_row(std::string_view row, const std::vector<FieldName>& fields, DateOrder& order) const {
    const std::vector<std::string> values =
        split_row(to_utf8(std::string(row), job_.file->charset), dialect_);
    if (values.size() != fields.size()) return;
    for (std::size_t i = 0; i < values.size(); ++i) order.add(fields[i], values[i]);
  }

  SetAside wrong_width(const Row& row) const {
    return {.reason = "the row has " + std::to_string(row.columns) +
                      " columns where the header has " + std::to_string(job_.file->columns.size()),
            .advice = std::string(kAdvice)};
  }

  // Its quotes are closed, so that the row is over where it seems to be.
  SetAside skip_row(const Row& row, SetAside result) {
    result.origin = here();
    input_->skip(row.size);
    return result;
  }

  // A quote that is never closed makes one row of many: only the line where it began is given up.
  SetAside skip_first_line(const Row& row, SetAside result) {
    result.origin = here();
    if (result.advice.empty()) result.advice = kAdvice;
    const std::size_t line_break = input_->window().substr(0, row.size).find('\n');
    if (line_break != std::string_view::npos) {
      input_->skip(line_break + 1);
      return result;
    }
    input_->skip(row.size);
    if (row.size > job_.max_record_bytes) skip_line();
    return result;
  }

  void skip_line() {
    for (;;) {
      const std::size_t found = input_->window().find('\n');
      const bool ends = found != std::string_view::npos;
      input_->skip(ends ? found + 1 : input_->window().size());
      if (ends || !input_->more()) return;
    }
  }

  std::shared_ptr<Input> input_;
  SplitJob job_;
  CsvDialect dialect_;
  bool has_header_ = false;
};

}  // namespace

std::optional<CsvDialect> find_dialect(std::string_view front, const FieldNames& own_names) {
  const std::optional<char> declared = declared_delimiter(first_line(front));
  front.remove_prefix(preamble_size(front, own_names));
  std::optional<CsvDialect> best;
  std::size_t best_width = 1;
  for (const char delimiter : kDelimiters) {
    if (declared && delimiter != *declared) continue;
    const FittingDialect found = best_quotes(front, delimiter);
    if (found.fit.rows == 0 || found.fit.width <= best_width) continue;
    if (found.fit.misfits * 2 > found.fit.rows) continue;
    best = found.dialect;
    best_width = found.fit.width;
  }
  return best;
}

bool has_article_columns(std::string_view front, const CsvDialect& dialect,
                         const FieldNames& own_names) {
  front.remove_prefix(preamble_size(front, own_names));
  return names_article(front, dialect, own_names);
}

std::unique_ptr<Splitter> split_csv(std::shared_ptr<Input> input, SplitJob job,
                                    const CsvDialect& dialect) {
  return std::make_unique<CsvSplitter>(std::move(input), std::move(job), dialect);
}

std::vector<std::variant<RawArticle, SetAside>> parse_csv(Record record) {
  const FileContext& file = *record.file;
  const std::string row = to_utf8(std::move(record.bytes), file.charset);
  std::vector<std::string> values = split_row(row, file.csv);
  values.resize(file.columns.size());
  std::vector<std::string_view> names(file.columns.begin(), file.columns.end());
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (is_no_value(values[i])) names[i] = {};
  }
  const std::vector<FieldName> fields = assign_fields(names, file.field_names);
  RawArticle article{.origin = std::move(record.origin),
                     .known = std::move(record.known),
                     .shape = RawArticle::Shape::body};
  ExtraFields extra;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (names[i].empty() || (fields[i] != FieldName::unknown &&
                             set_field(article, fields[i], values[i], file.date_locale)))
      continue;
    extra.add_text(names[i], clean_text(values[i]));
  }
  article.known.extra_json = extra.take();
  return {finish_fields(std::move(article))};
}

}  // namespace dateline
