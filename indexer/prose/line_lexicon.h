#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

// The words by which a line of a page shows that it is not of the article, in the languages of
// config/languages. All take a clean line (see text_clean.h).
namespace dateline {

// "Back to Main page", "Log in", "Advertisement", "1 min read".
bool is_navigation(std::string_view line);

// "Share", "Facebook Twitter WhatsApp", "12 shares".
bool is_share_bar(std::string_view line);

// Begins what stands under an article.
enum class EndMark : std::uint8_t {
  none,
  weak,    // may also stand inside the article: "Read more", "Related", "Subscribe to …"
  strong,  // hardly ever does: "Leave a Comment", "Check Also", "Most read"
};
EndMark end_mark(std::string_view line);

// Bytes of "Read more: " where a headline follows on the same line; 0 elsewhere.
std::size_t related_prefix(std::string_view line);

// Sentences of the site and not of the article: cookies, subscriptions, scripts, reproduction.
bool is_boilerplate(std::string_view line);

// "Photo: …", "… (Getty Images)".
bool is_caption(std::string_view line);

// "(Reporting by Jane Doe; Editing by …)", "… contributed to this report."
bool is_credit(std::string_view line);

// "© 2019 The Harbour Times", "All rights reserved".
bool is_copyright(std::string_view line);

// "ENDS", "###", "-30-", "Enditem": nothing of the article follows.
bool is_end_sign(std::string_view line);

// "World", "Politics & Diplomacy", "Wirtschaft": the part of the paper.
bool is_section_name(std::string_view line);

// What follows a label such as "Topics" or "Author:".
enum class LabelKind : std::uint8_t {
  title,
  summary,
  date,
  updated,
  author,
  source,
  place,
  section,
  topics,
  people,
  organisations,
  url,
  language,
  other
};
struct Label {
  LabelKind kind = LabelKind::topics;
  std::size_t bytes = 0;  // where the value starts; the size of the line where none stands on it
};
std::optional<Label> line_label(std::string_view line);

}  // namespace dateline
