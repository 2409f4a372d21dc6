#include "indexer/formats/csv.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "indexer/encoding.h"
#include "indexer/formats/fields.h"

namespace dateline {
namespace {

// Finds the end of a row, block by block.
class RowScan {
 public:
  explicit RowScan(char delimiter) : delimiter_(delimiter) {}

  // Whether the row ends in `text`; reads on from where the last call stopped.
  bool scan(std::string_view text) {
    while (at_ < text.size()) {
      const char c = text[at_];
      if (quoted_) {
        skip_quoted(text);
        continue;
      }
      if (c == '\n') return true;
      if (c == delimiter_) {
        ++columns_;
        value_begins_ = true;
      } else if (c == '"' && value_begins_) {
        quoted_ = true;
        value_begins_ = false;
      } else if (c == '"' && at_ > 0 && text[at_ - 1] == '"' && closed_at_ == at_ - 1) {
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
    const std::size_t quote = text.find('"', at_);
    if (quote == std::string_view::npos) {
      at_ = text.size();
      return;
    }
    quoted_ = false;
    closed_at_ = quote;
    at_ = quote + 1;
  }

  static constexpr std::size_t kNowhere = std::string_view::npos - 1;

  char delimiter_;
  std::size_t at_ = 0;
  std::size_t columns_ = 1;
  std::size_t closed_at_ = kNowhere;  // the quote that closed the last value
  bool quoted_ = false;
  bool garbled_ = false;
  bool value_begins_ = true;
};

std::string unquoted(std::string_view value) {
  if (value.size() < 2 || value.front() != '"') return std::string(value);
  std::string out;
  bool quoted = true;
  for (std::size_t i = 1; i < value.size(); ++i) {
    if (quoted && value[i] == '"') {
      const bool doubled = i + 1 < value.size() && value[i + 1] == '"';
      if (doubled) out += value[++i];
      quoted = doubled;
    } else {
      out += value[i];
    }
  }
  return out;
}

std::vector<std::string> split_row(std::string_view row, char delimiter) {
  std::vector<std::string> values;
  if (row.ends_with('\n')) row.remove_suffix(1);
  if (row.ends_with('\r')) row.remove_suffix(1);
  std::size_t begin = 0;
  std::size_t reopens = row.size();  // where a quote would be the second of a doubled one
  bool quoted = false;
  for (std::size_t i = 0; i <= row.size(); ++i) {
    if (i == row.size() || (row[i] == delimiter && !quoted)) {
      values.push_back(unquoted(row.substr(begin, i - begin)));
      begin = i + 1;
    } else if (row[i] == '"' && (quoted || i == begin || i == reopens)) {
      quoted = !quoted;
      reopens = quoted ? row.size() : i + 1;
    }
  }
  return values;
}

// Rows of the sample, the last one, which may be cut, left out unless it is the only one.
std::vector<std::size_t> row_widths(std::string_view front, char delimiter) {
  constexpr std::size_t kRows = 20;
  std::vector<std::size_t> widths;
  while (!front.empty() && widths.size() < kRows) {
    RowScan scan(delimiter);
    const bool ended = scan.scan(front);
    if (!ended && !widths.empty()) break;
    widths.push_back(scan.columns());
    front.remove_prefix(std::min(scan.position() + 1, front.size()));
  }
  return widths;
}

std::vector<std::string> header_of(std::string_view front, char delimiter) {
  RowScan scan(delimiter);
  scan.scan(front);
  std::vector<std::string> columns = split_row(front.substr(0, scan.position()), delimiter);
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

class CsvSplitter : public Splitter {
 public:
  CsvSplitter(std::shared_ptr<Input> input, SplitJob job, char delimiter)
      : input_(std::move(input)), job_(std::move(job)), delimiter_(delimiter) {}

  std::optional<ReadResult> next() override {
    if (!std::exchange(has_header_, true)) {
      if (auto problem = take_header()) return problem;
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
    RowScan scan(delimiter_);
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
    const Row row = find_row();
    auto file = std::make_shared<FileContext>(*job_.file);
    file->delimiter = delimiter_;
    const std::string header =
        to_utf8(std::string(input_->window().substr(0, row.size)), file->charset);
    file->columns = header_of(header, delimiter_);
    job_.file = std::move(file);
    if (holds_articles(fields_of(job_.file->columns, job_.file->field_names))) {
      input_->skip(row.size);
      return std::nullopt;
    }
    std::string names;
    for (const std::string& column : job_.file->columns)
      names += (names.empty() ? "" : ", ") + column;
    while (!input_->window().empty() || input_->more()) input_->skip(input_->window().size(), 0);
    return SetAside{.origin = {.path = job_.path, .line = 1},
                    .reason = "no column of the table is a text or a title: " + clean_line(names),
                    .advice = "name the columns of the text and the title in the configuration"};
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
  char delimiter_;
  bool has_header_ = false;
};

}  // namespace

std::optional<char> find_delimiter(std::string_view front) {
  std::optional<char> best;
  std::size_t best_width = 1;
  for (const char delimiter : {'\t', ';', ',', '|'}) {
    const std::vector<std::size_t> widths = row_widths(front, delimiter);
    if (widths.empty() || widths.front() <= best_width) continue;
    const auto same = std::count(widths.begin(), widths.end(), widths.front());
    if (static_cast<std::size_t>(same) * 2 < widths.size()) continue;
    best = delimiter;
    best_width = widths.front();
  }
  return best;
}

bool has_article_columns(std::string_view front, char delimiter, const FieldNames& own_names) {
  const std::vector<FieldName> fields = fields_of(header_of(front, delimiter), own_names);
  const auto known = std::count_if(fields.begin(), fields.end(),
                                   [](FieldName field) { return field != FieldName::unknown; });
  return known >= 2 && holds_articles(fields);
}

std::unique_ptr<Splitter> split_csv(std::shared_ptr<Input> input, SplitJob job, char delimiter) {
  return std::make_unique<CsvSplitter>(std::move(input), std::move(job), delimiter);
}

std::vector<std::variant<RawArticle, SetAside>> parse_csv(Record record) {
  const FileContext& file = *record.file;
  const std::string row = to_utf8(std::move(record.bytes), file.charset);
  std::vector<std::string> values = split_row(row, file.delimiter);
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
    if (names[i].empty() ||
        (fields[i] != FieldName::unknown && set_field(article, fields[i], values[i])))
      continue;
    extra.add_text(names[i], clean_text(values[i]));
  }
  article.known.extra_json = extra.take();
  return {finish_fields(std::move(article))};
}

}  // namespace dateline
