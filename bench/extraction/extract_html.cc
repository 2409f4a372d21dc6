// Runs every page of a folder through the extraction and prints what was found, for
// evaluate.py: {"KEY": {"articleBody": "...", "title": "...", "published": "2017-01-25"}}.
//
//   extract-html FOLDER [REPEATS]      pages are KEY.html or KEY.html.gz; ground-truth.json or
//   truth.json may map KEY to {"url": ...}
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <zlib.h>

#include "indexer/html/html_extractor.h"
#include "indexer/text/language.h"

namespace {

using nlohmann::json;

// gzread reads files that are not compressed too.
std::string read_page(const std::filesystem::path& path) {
  std::string bytes;
  char buffer[1 << 16];
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return bytes;
  for (int count = gzread(file, buffer, sizeof buffer); count > 0;
       count = gzread(file, buffer, sizeof buffer)) {
    bytes.append(buffer, static_cast<std::size_t>(count));
  }
  gzclose(file);
  return bytes;
}

std::string joined_body(const dateline::Article& article) {
  std::string text;
  std::size_t heading = 0;
  for (std::size_t i = 0; i <= article.paragraphs.size(); ++i) {
    for (; heading < article.headings.size() && article.headings[heading].before == i; ++heading) {
      text += article.headings[heading].text + '\n';
    }
    if (i < article.paragraphs.size()) text += article.paragraphs[i] + '\n';
  }
  return text;
}

json to_json(const dateline::Article& article) {
  const std::string body = joined_body(article);
  json found{{"articleBody", body}, {"title", article.title}};
  if (article.published) found["published"] = dateline::format_timestamp(*article.published);
  if (article.updated) found["updated"] = dateline::format_timestamp(*article.updated);
  found["authors"] = article.authors;
  found["source"] = article.source;
  found["section"] = article.section;
  found["language"] = article.language.empty() ? dateline::detect_language(body) : article.language;
  found["topics"] = article.topics;
  found["url"] = article.url;
  found["headings"] = article.headings.size();
  for (const dateline::Provenance& entry : article.extraction) {
    found["extraction"][entry.field] = entry.method;
  }
  return found;
}

std::map<std::string, std::string> read_pages(const std::filesystem::path& folder) {
  std::map<std::string, std::string> pages;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const std::size_t suffix = name.find(".html");
    if (suffix != std::string::npos) pages[name.substr(0, suffix)] = read_page(entry.path());
  }
  return pages;
}

json read_json_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  return file ? json::parse(file, nullptr, false) : json::object();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: extract-html FOLDER [REPEATS]\n";
    return 2;
  }
  const std::filesystem::path folder(argv[1]);
  const int repeats = argc > 2 ? std::atoi(argv[2]) : 1;
  const auto pages = read_pages(folder);
  json truth = read_json_file(folder / "ground-truth.json");
  if (truth.empty()) truth = read_json_file(folder / "truth.json");
  json found = json::object();
  const std::clock_t start = std::clock();  // processor time, whatever else the machine does
  for (int i = 0; i < repeats; ++i) {
    for (const auto& [key, html] : pages) {
      const std::string url = truth.contains(key) ? truth[key].value("url", "") : "";
      found[key] = to_json(dateline::extract_html(html, url).known);
    }
  }
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  std::cout << found.dump(1, ' ', false, json::error_handler_t::replace) << '\n';
  std::cerr << static_cast<double>(pages.size()) * repeats / seconds << " pages/s a core\n";
}
