#include "indexer/html/dom/reduce.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include "indexer/text/word_set.h"
#include "search/base/ascii.h"

namespace dateline::html {
namespace {

constexpr std::size_t kMaxOpen = 1000;
constexpr std::size_t kMaxOpenOfOneName = 400;
constexpr std::size_t kMaxOpenFormatting = 4;
constexpr std::size_t kMaxAttributes = 40;
constexpr std::string_view kTemplate = "template";
constexpr std::size_t kMaxNameBytes = 60;
constexpr int kMostInnerScripts = 8;
constexpr auto kNone = std::string_view::npos;

// Elements whose content is text to the tokenizer: tags inside are none.
bool is_raw_text(std::string_view name) {
  static const WordSet names("iframe noembed noframes plaintext script style textarea title xmp");
  return names.contains(name);
}

// Elements that never hold others, or that the next of their kind closes: they are not counted.
bool is_nesting(std::string_view name) {
  static const WordSet others(
      "a area base body br col colgroup dd dt embed head hr html img input li link meta optgroup "
      "option p param rp rt source tbody td tfoot th thead tr track wbr");
  return !others.contains(name);
}

bool is_formatting(std::string_view name) {
  static const WordSet names("b big code em font i nobr s small strike strong tt u");
  return names.contains(name);
}

// The attributes that some rule of this folder reads.
bool is_wanted_attribute(std::string_view name) {
  static const WordSet names(
      "aria-hidden class content data-component data-testid datetime hidden href http-equiv id "
      "itemprop itemscope itemtype lang name property rel role slot style title type "
      "data-author data-author-name data-authors data-byline "
      "data-date data-date-time data-datetime data-modified data-modify-date-time data-pubdate "
      "data-publication-date data-publish-date data-published data-published-at "
      "data-published-date data-time data-timestamp data-updated data-updated-at data-utime "
      "pubdate publishdate updatedate");
  return names.contains(name);
}

// Of a template that a browser shows, as the shadow tree of the element that it is in. The second
// is what the first was called before it became a standard.
bool is_shadow_attribute(std::string_view name) {
  return name == "shadowrootmode" || name == "shadowroot";
}

struct Attribute {
  std::string_view name;
  std::string_view text;  // as written, "class='a b'"
};

// Reads one page from left to right and writes what is kept.
class Reducer {
 public:
  explicit Reducer(std::string_view html) : html_(html) { kept_.reserve(html.size() / 2); }

  std::string run() {
    while (at_ < html_.size()) {
      const std::size_t tag = std::min(html_.find('<', at_), html_.size());
      keep_text(tag);
      if (at_ < html_.size()) read_markup();
    }
    return std::move(kept_);
  }

 private:
  char peek(std::size_t ahead) const {
    return at_ + ahead < html_.size() ? html_[at_ + ahead] : '\0';
  }

  void read_markup() {
    if (ascii::is_letter(peek(1))) {
      read_start_tag();
    } else if (peek(1) == '/' && ascii::is_letter(peek(2))) {
      read_end_tag();
    } else if (html_.substr(at_, 4) == "<!--") {
      skip_comment();
    } else if (peek(1) == '!' || peek(1) == '?' || peek(1) == '/') {
      keep_to(html_.find('>', at_));
    } else {
      kept_ += html_[at_++];
    }
  }

  // Pages are indented, and all white space between words is one space in the end.
  void keep_text(std::size_t end) {
    while (at_ < end) {
      const std::size_t word = at_;
      while (at_ < end && !ascii::is_space(html_[at_])) ++at_;
      kept_.append(html_, word, at_ - word);
      if (at_ == end) return;
      kept_ += ' ';
      while (at_ < end && ascii::is_space(html_[at_])) ++at_;
    }
  }

  void keep_to(std::size_t last) {
    const std::size_t end = last == kNone ? html_.size() : last + 1;
    kept_.append(html_.substr(at_, end - at_));
    at_ = end;
  }

  void skip_comment() {
    if (peek(4) == '>') {
      at_ += 5;
      return;
    }
    const std::size_t end = html_.find("-->", at_ + 2);
    at_ = end == kNone ? html_.size() : end + 3;
  }

  std::string read_name() {
    const std::size_t begin = at_;
    while (at_ < html_.size() && !ascii::is_space(html_[at_]) && html_[at_] != '/' &&
           html_[at_] != '>') {
      ++at_;
    }
    return ascii::lower(html_.substr(begin, std::min(at_ - begin, kMaxNameBytes)));
  }

  // Moves behind the value that an attribute may have.
  void skip_value() {
    std::size_t next = at_;
    while (next < html_.size() && ascii::is_space(html_[next])) ++next;
    if (next >= html_.size() || html_[next] != '=') return;
    at_ = next + 1;
    while (at_ < html_.size() && ascii::is_space(html_[at_])) ++at_;
    if (peek(0) == '"' || peek(0) == '\'') {
      const std::size_t end = html_.find(html_[at_], at_ + 1);
      at_ = end == kNone ? html_.size() : end + 1;
      return;
    }
    while (at_ < html_.size() && !ascii::is_space(html_[at_]) && html_[at_] != '>') ++at_;
  }

  // Calls `use` for each attribute and moves behind the tag. True where the tag is complete.
  template <typename Use>
  bool read_attributes(Use use) {
    while (at_ < html_.size()) {
      const char c = html_[at_];
      if (c == '>') {
        ++at_;
        return true;
      }
      if (ascii::is_space(c) || c == '/') {
        ++at_;
        continue;
      }
      const std::size_t begin = at_++;  // a name may begin with "="
      while (at_ < html_.size() && !ascii::is_space(html_[at_]) && html_[at_] != '/' &&
             html_[at_] != '>' && html_[at_] != '=') {
        ++at_;
      }
      const std::string_view name = html_.substr(begin, at_ - begin);
      skip_value();
      use(Attribute{name, html_.substr(begin, at_ - begin)});
    }
    return false;
  }

  void read_start_tag() {
    ++at_;
    const std::string name = read_name();
    std::string attributes;
    std::size_t count = 0;
    bool json_ld = false;
    bool is_shadow = false;
    const bool complete = read_attributes([&](const Attribute& attribute) {
      if (attribute.name.size() > kMaxNameBytes || count == kMaxAttributes) return;
      const std::string attribute_name = ascii::lower(attribute.name);
      is_shadow = is_shadow || is_shadow_attribute(attribute_name);
      if (!is_wanted_attribute(attribute_name)) return;
      ++count;
      if (attribute_name == "type") {
        json_ld = ascii::find_ignoring_case(attribute.text, "ld+json") != kNone;
      }
      attributes += ' ';
      attributes += attribute.text;
    });
    if (!complete) return;  // the page ends inside a tag, which is no tag
    const bool self_closed = html_[at_ - 2] == '/';
    if (is_raw_text(name)) {
      read_raw_text(name, attributes, name == "title" || json_ld);
      return;
    }
    if (!may_open(name)) return;
    kept_ += '<';
    kept_ += name == kTemplate ? open_template(is_shadow) : name;
    kept_ += attributes;
    kept_ += self_closed ? " />" : ">";
  }

  void read_raw_text(const std::string& name, const std::string& attributes, bool keep) {
    const std::size_t end = end_of_raw_text(name);
    if (keep) {
      kept_ += '<' + name + attributes + '>';
      kept_.append(html_.substr(at_, end - at_));
      kept_ += "</" + name + '>';
    }
    at_ = end;
    if (at_ < html_.size()) {
      const std::size_t close = html_.find('>', at_);
      at_ = close == kNone ? html_.size() : close + 1;
    }
  }

  // Where the end tag of the raw text element begins that is open at at_. In a script that comments
  // another script out ("<!-- <script> </script> -->") the inner end tag does not count.
  std::size_t end_of_raw_text(const std::string& name) const {
    const std::string tag = "</" + name;
    const std::size_t first_end = find_end_tag(tag, at_);
    if (name != "script") return first_end;
    std::size_t from = at_;
    std::size_t end = first_end;
    bool in_comment = false;
    for (int inner_scripts = 0; inner_scripts <= kMostInnerScripts && end < html_.size();
         ++inner_scripts) {
      const std::string_view part = html_.substr(from, end - from);
      const std::size_t inner = ascii::find_ignoring_case(part, "<script");
      if (inner == kNone) return end;
      const std::size_t open = part.substr(0, inner).rfind("<!--");
      const std::size_t close = part.substr(0, inner).rfind("-->");
      if (open != kNone || close != kNone)
        in_comment = close == kNone || (open != kNone && close < open);
      if (!in_comment) return end;
      from = end + tag.size();
      end = find_end_tag(tag, from);
    }
    return first_end;  // never the rest of a page for one comment that does not close
  }

  std::size_t find_end_tag(std::string_view tag, std::size_t from) const {
    while (true) {
      from = html_.find("</", from);
      if (from == kNone) return html_.size();
      const std::size_t behind = from + tag.size();
      if (ascii::equals_ignoring_case(html_.substr(from, tag.size()), tag) &&
          (behind >= html_.size() || ascii::is_space(html_[behind]) || html_[behind] == '>' ||
           html_[behind] == '/')) {
        return from;
      }
      from += 2;
    }
  }

  bool may_open(const std::string& name) {
    if (!is_nesting(name)) return true;
    if (open_ >= kMaxOpen) return false;
    if (is_formatting(name) && open_formatting_ >= kMaxOpenFormatting) return false;
    std::size_t& open = open_by_name_[name];
    if (open >= kMaxOpenOfOneName) return false;
    ++open;
    ++open_;
    if (is_formatting(name)) ++open_formatting_;
    return true;
  }

  // Which element stands for it. A shadow tree is shown where it stands; gumbo does not know it.
  std::string open_template(bool is_shadow) {
    is_shadow_.push_back(is_shadow);
    return is_shadow ? "div" : std::string(kTemplate);
  }

  std::string close_template() {
    if (is_shadow_.empty()) return std::string(kTemplate);
    const bool is_shadow = is_shadow_.back();
    is_shadow_.pop_back();
    return is_shadow ? "div" : std::string(kTemplate);
  }

  void read_end_tag() {
    at_ += 2;
    const std::string name = read_name();
    if (!read_attributes([](const Attribute&) {})) return;
    const auto open = open_by_name_.find(name);
    if (open != open_by_name_.end() && open->second > 0) {
      --open->second;
      --open_;
      if (is_formatting(name)) --open_formatting_;
    }
    kept_ += "</" + (name == kTemplate ? close_template() : name) + '>';
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::string kept_;
  std::map<std::string, std::size_t, std::less<>> open_by_name_;
  std::size_t open_ = 0;
  std::size_t open_formatting_ = 0;
  std::vector<bool> is_shadow_;  // of each template that is open
};

}  // namespace

std::string reduce(std::string_view html) { return Reducer(html).run(); }

}  // namespace dateline::html
