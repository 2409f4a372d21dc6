#include "indexer/formats/program_files.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "search/base/ascii.h"

namespace dateline {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kProgram = "the source of a program";
constexpr std::string_view kSettings = "settings of a program";
constexpr std::string_view kKey = "a key or a certificate";

constexpr std::array kProgramEndings = {
    ".py"sv,    ".pyi"sv,   ".ipynb"sv,   ".js"sv,    ".mjs"sv,    ".cjs"sv,    ".jsx"sv,
    ".ts"sv,    ".tsx"sv,   ".vue"sv,     ".css"sv,   ".scss"sv,   ".sass"sv,   ".less"sv,
    ".c"sv,     ".h"sv,     ".cc"sv,      ".hh"sv,    ".cpp"sv,    ".hpp"sv,    ".cxx"sv,
    ".hxx"sv,   ".cs"sv,    ".fs"sv,      ".vb"sv,    ".java"sv,   ".kt"sv,     ".kts"sv,
    ".scala"sv, ".go"sv,    ".rs"sv,      ".rb"sv,    ".php"sv,    ".pl"sv,     ".pm"sv,
    ".sh"sv,    ".bash"sv,  ".zsh"sv,     ".fish"sv,  ".bat"sv,    ".cmd"sv,    ".ps1"sv,
    ".lua"sv,   ".r"sv,     ".jl"sv,      ".swift"sv, ".dart"sv,   ".sql"sv,    ".awk"sv,
    ".el"sv,    ".lisp"sv,  ".clj"sv,     ".ex"sv,    ".exs"sv,    ".erl"sv,    ".hs"sv,
    ".ml"sv,    ".pas"sv,   ".f90"sv,     ".asm"sv,   ".groovy"sv, ".gradle"sv, ".cmake"sv,
    ".mk"sv,    ".proto"sv, ".graphql"sv, ".vim"sv,   ".svg"sv,    ".xsl"sv,    ".xslt"sv,
    ".xsd"sv,   ".xaml"sv,  ".po"sv,      ".pot"sv,   ".patch"sv,  ".diff"sv};

constexpr std::array kSettingsEndings = {
    ".toml"sv,   ".yml"sv,     ".yaml"sv,    ".ini"sv,        ".cfg"sv,     ".conf"sv,
    ".config"sv, ".env"sv,     ".lock"sv,    ".properties"sv, ".csproj"sv,  ".vbproj"sv,
    ".fsproj"sv, ".vcxproj"sv, ".sln"sv,     ".props"sv,      ".targets"sv, ".resx"sv,
    ".plist"sv,  ".nuspec"sv,  ".service"sv, ".desktop"sv,    ".tf"sv,      ".map"sv};

constexpr std::array kKeyEndings = {".pem"sv, ".key"sv, ".crt"sv, ".cer"sv,
                                    ".csr"sv, ".pub"sv, ".ppk"sv};

constexpr std::array kSettingsNames = {
    "makefile"sv, "dockerfile"sv, "jenkinsfile"sv,    "vagrantfile"sv,      "rakefile"sv,
    "gemfile"sv,  "procfile"sv,   "cmakelists.txt"sv, "requirements.txt"sv, "robots.txt"sv};

constexpr std::array kJsonSettingsNames = {
    "package.json"sv,  "package-lock.json"sv, "tsconfig.json"sv, "composer.json"sv,
    "bower.json"sv,    "manifest.json"sv,     "settings.json"sv, "appsettings.json"sv,
    "launch.json"sv,   "tasks.json"sv,        "lerna.json"sv,    "angular.json"sv,
    "renovate.json"sv, "vercel.json"sv,       "firebase.json"sv, "jsconfig.json"sv,
    "global.json"sv,   "extensions.json"sv};

template <typename Endings>
bool ends_with_one_of(std::string_view name, const Endings& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
    return name.size() >= ending.size() &&
           ascii::equals_ignoring_case(name.substr(name.size() - ending.size()), ending);
  });
}

// The name without its folders, or the archive that it lies in.
std::string_view last_part(std::string_view name) {
  return name.substr(name.find_last_of("/!") + 1);
}

template <typename Names>
bool is_one_of(std::string_view name, const Names& names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view known) {
    return ascii::equals_ignoring_case(name, known);
  });
}

// Base64 of a key, also where line breaks are escaped as in JSON.
bool is_key_text(std::string_view text) {
  constexpr std::size_t kLeastCharacters = 60;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size() && count < kLeastCharacters; ++at) {
    const char c = text[at];
    const bool is_break = c == '\r' || c == '\n' || c == '\\' || c == ' ';
    if (is_break && c == '\\') ++at;  // and the n
    if (is_break) continue;
    if (!ascii::is_letter(c) && !ascii::is_digit(c) && c != '+' && c != '/' && c != '=') break;
    ++count;
  }
  return count >= kLeastCharacters;
}

// What stands behind the fields of an encrypted key, "Proc-Type: 4,ENCRYPTED", which an empty line
// ends.
std::string_view without_key_fields(std::string_view text) {
  constexpr std::size_t kLongestFields = 512;
  const std::string_view front = text.substr(0, kLongestFields);
  if (front.substr(0, front.find('\n', 2)).find(':') == std::string_view::npos) return text;
  for (const std::string_view blank : {"\n\n"sv, "\r\n\r\n"sv, "\\n\\n"sv}) {
    const std::size_t found = front.find(blank);
    if (found != std::string_view::npos) return text.substr(found + blank.size());
  }
  return text;
}

// Each of the program's statements ends its line: a script or a style sheet without a name that
// tells.
bool has_lines_of_a_program(std::string_view text) {
  std::size_t lines = 0;
  std::size_t statements = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (line.empty()) continue;
    ++lines;
    const bool comment = line.starts_with("//") || line.starts_with("/*") || line.starts_with("* ");
    if (comment || line.ends_with(';') || line.ends_with('{') || line.ends_with('}')) ++statements;
  }
  constexpr std::size_t kLeastLines = 8;
  return lines >= kLeastLines && statements * 10 >= lines * 7;
}

std::string_view by_name(std::string_view name) {
  const std::string_view last = last_part(name);
  if (ends_with_one_of(last, kProgramEndings)) return kProgram;
  if (ends_with_one_of(last, kSettingsEndings) || is_one_of(last, kSettingsNames)) return kSettings;
  return ends_with_one_of(last, kKeyEndings) ? kKey : std::string_view();
}

std::string_view by_content(std::string_view text) {
  for (const std::string_view key :
       {"-----BEGIN CERTIFICATE"sv, "-----BEGIN PUBLIC KEY"sv, "-----BEGIN RSA PUBLIC KEY"sv,
        "-----BEGIN PGP PUBLIC KEY"sv, "-----BEGIN PGP MESSAGE"sv, "ssh-rsa AAAA"sv,
        "ssh-ed25519 AAAA"sv, "ecdsa-sha2-nistp"sv}) {
    if (text.starts_with(key)) return kKey;
  }
  if (text.starts_with("BEGIN:VCALENDAR")) return "a calendar";
  if (text.starts_with("BEGIN:VCARD")) return "a list of contacts";
  if (text.starts_with("#!/") || text.starts_with("<?php") || text.starts_with("<?="))
    return kProgram;
  if (text.starts_with("User-agent: ")) return kSettings;
  return has_lines_of_a_program(text) ? kProgram : std::string_view();
}

}  // namespace

bool holds_private_key(std::string_view text) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  constexpr std::size_t kLongestKind = 40;
  if (text.starts_with("PuTTY-User-Key-File-") ||
      text.find("AGE-SECRET-KEY-1") != std::string_view::npos)
    return true;
  for (std::size_t at = 0; (at = text.find(kBegin, at)) != std::string_view::npos;) {
    at += kBegin.size();
    const std::string_view rest = text.substr(at);
    const std::string_view kind = rest.substr(0, rest.substr(0, kLongestKind).find("-----"));
    const bool is_private = kind.find("PRIVATE KEY") != std::string_view::npos;
    if (!is_private) continue;
    const std::string_view behind = rest.substr(std::min(kind.size() + 5, rest.size()));
    const bool is_pgp = kind.find("PGP") != std::string_view::npos;
    if (is_pgp || is_key_text(without_key_fields(behind))) return true;
  }
  return false;
}

std::string_view program_or_settings(std::string_view text, std::string_view name) {
  const std::string_view what = by_name(name);
  return what.empty() ? by_content(text) : what;
}

std::string_view settings_of_json(std::string_view name) {
  const std::string_view last = last_part(name);
  if (is_one_of(last, kJsonSettingsNames) || last.ends_with(".config.json")) return kSettings;
  return last.ends_with(".ipynb") || last.ends_with(".map") ? kProgram : std::string_view();
}

std::string_view program_with_markup(std::string_view text, std::string_view name) {
  if (!text.starts_with('<')) return by_name(name);  // markup stands in its strings
  const bool program =
      text.starts_with("<?php") || text.starts_with("<?=") || text.starts_with("<%@");
  return program ? kProgram : std::string_view();
}

}  // namespace dateline
