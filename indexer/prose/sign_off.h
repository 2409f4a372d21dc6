#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// How the last paragraph of a body ends.
struct ParagraphEnd {
  std::size_t bytes = 0;  // of the paragraph without its sign-off
  std::string source;  // the agency that signs it: "… he said. (AFP)", "… he said. — Bernama"
};

// Finds an editor's code such as "(T/RE1)" or "dpa/ab xy", or an agency, after the last sentence.
ParagraphEnd read_paragraph_end(std::string_view paragraph);

// A line under the body that says who wrote it.
struct SignOff {
  std::vector<std::string> authors;
  std::string source;
};

// Reads "Manal Ismael", "R. Raslan / H. Said", "By Jane Doe", "Miraj News Agency (MINA)",
// "Source: Reuters", "(dpa)", "Reporting by Jane Doe in Cairo; editing by John Roe". Initials
// ("H.S.") give a SignOff with nothing in it. None for other lines.
std::optional<SignOff> read_sign_off(std::string_view line);

}  // namespace dateline
