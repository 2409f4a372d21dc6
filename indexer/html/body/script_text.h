#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline::html {

// The paragraphs of an article that stand only in a page's scripts, as data for a program that
// shows it: __NEXT_DATA__, self.__next_f.push(...), window.__NUXT__ = ..., and their like. Empty
// where no script holds sentences.
//
// Whatever the data is called, and strict JSON or not: of all its strings those are taken that have
// the key which most running text stands under ("content", "body", "children"). `html` is the page
// as it came, `title` the article's. Takes time in proportion to the page.
std::vector<std::string> paragraphs_in_scripts(std::string_view html, std::string_view title);

}  // namespace dateline::html
