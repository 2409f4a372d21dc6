#pragma once

#include <string_view>

// What lines say by which they are known not to be of an article.
namespace dateline::html {

// Whether a line of its own is one that sites put between paragraphs: "Read more: ...", "Sign up
// for our newsletter", "Follow us on Twitter", "Advertisement". `link_density` is the share of the
// line that is links.
bool is_promotion(std::string_view line, double link_density);

// Whether a paragraph is the site's and not the article's, wherever it stands: what readers are
// asked to do ("Like this story? Share it with a friend!"), rules of comments, consent to what
// another site would show, a line of fields, the credit of a picture. Headings and items of lists
// may say the same and be the article's.
bool is_of_site(std::string_view line);

// Whether a heading names whom the lines under it tell of, as at the end of press releases: "About
// Acme", "ABOUT ACME".
bool is_about_company(std::string_view heading);

// Whether a short line says who wrote an article or when: "By Ann Lee", "January 25, 2017",
// "Updated 2:44 pm, 25 January 2017".
bool is_credit_line(std::string_view line);

// Whether a heading opens something that is not the article: "Related stories", "Comments".
bool is_end_heading(std::string_view heading);

}  // namespace dateline::html
