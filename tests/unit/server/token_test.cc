#include "server/token.h"

#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/base/error.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using testing::HasSubstr;
using testing::Not;
using Verdict = Tokens::Verdict;

const std::string kSecret = "0123456789abcdef0123456789abcdef";
const std::string kOther = "fedcba9876543210fedcba9876543210";

std::string fault_of(const std::string& text) {
  try {
    Tokens::parse(text, "tokens");
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

TEST(Tokens, AreShownByABearer) {
  const Tokens tokens = Tokens::parse(kSecret + "\r\n", "tokens");
  for (const Scope scope : {Scope::read, Scope::write, Scope::admin}) {
    EXPECT_EQ(tokens.verdict("Bearer " + kSecret, scope), Verdict::granted);
    EXPECT_EQ(tokens.verdict("bearer " + kSecret, scope), Verdict::granted);
  }
}

TEST(Tokens, AreNotShownByAnythingElse) {
  const Tokens tokens = Tokens::parse(kSecret, "tokens");
  for (const std::string& value :
       {std::string(), std::string("Bearer"), std::string("Bearer "), kSecret, "Basic " + kSecret,
        std::string("Bearer 0123456789abcdef0123456789abcdeF"), "Bearer " + kSecret.substr(1),
        "Bearer " + kSecret + "0", "Bearer  " + kSecret, "Bearer " + kSecret + " "}) {
    EXPECT_EQ(tokens.verdict(value, Scope::write), Verdict::unknown) << value;
  }
  EXPECT_EQ(Tokens().verdict("Bearer " + kSecret, Scope::write), Verdict::unknown);
}

TEST(Tokens, AreGoodForWhatTheirLineSays) {
  const Tokens tokens = Tokens::parse(
      "# of the desk\n\nread,write \t" + kSecret + "\nadmin " + kOther + "\n", "tokens");
  EXPECT_EQ(tokens.verdict("Bearer " + kSecret, Scope::read), Verdict::granted);
  EXPECT_EQ(tokens.verdict("Bearer " + kSecret, Scope::write), Verdict::granted);
  EXPECT_EQ(tokens.verdict("Bearer " + kSecret, Scope::admin), Verdict::other_scope);
  EXPECT_EQ(tokens.verdict("Bearer " + kOther, Scope::admin), Verdict::granted);
  EXPECT_EQ(tokens.verdict("Bearer " + kOther, Scope::read), Verdict::other_scope);
}

// dXNlcjo= is "user:", and the rest kSecret; of the other lengths, too.
TEST(Tokens, AreAPasswordToReadersAndToNobodyElse) {
  const Tokens tokens = Tokens::parse(kSecret, "tokens");
  for (const char* base64 : {"dToDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                             "OjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm",
                             "dXM6MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                             "dTowMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZg=="}) {
    const bool is_right = std::string(base64).substr(0, 4) != "dToD";
    EXPECT_EQ(tokens.verdict_of_reader("Basic " + std::string(base64)),
              is_right ? Verdict::granted : Verdict::unknown)
        << base64;
    EXPECT_EQ(tokens.verdict("Basic " + std::string(base64), Scope::write), Verdict::unknown);
  }
  EXPECT_EQ(tokens.verdict_of_reader("Bearer " + kSecret), Verdict::granted);
  for (const std::string& odd :
       {std::string("Basic "), std::string("Basic ===="), std::string("Basic !!!!"),
        std::string("Basic MDEy"), std::string("Basic M"), "Basic " + std::string(4096, 'A')}) {
    EXPECT_EQ(tokens.verdict_of_reader(odd), Verdict::unknown) << odd;
  }
}

TEST(Tokens, AreReadFromAFile) {
  const TempFolder folder;
  std::ofstream(folder.path() / "tokens") << "write " << kSecret << "\n";
  EXPECT_EQ(Tokens::read(folder.path() / "tokens").verdict("Bearer " + kSecret, Scope::write),
            Verdict::granted);
  EXPECT_THROW(Tokens::read(folder.path() / "none"), InputError);
  EXPECT_THROW(Tokens::read(folder.path()), InputError);
}

TEST(Tokens, AreRefusedWhereOneIsShortOrCannotBeSentAndNeverRepeated) {
  for (const std::string& text :
       {std::string(), std::string("# none\n"), std::string("short"), "with " + kSecret,
        "read,,write " + kSecret, "read, write " + kSecret, std::string("two\nlines 0123456789"),
        "read write " + kSecret, kSecret + " read", std::string("\xC3\xA9 0123456789abcdef")}) {
    const std::string fault = fault_of(text);
    EXPECT_THAT(fault, HasSubstr("at least 32 visible ASCII characters")) << text;
    EXPECT_THAT(fault, Not(HasSubstr("0123456789"))) << text;
  }
  EXPECT_THAT(fault_of(kSecret + "\n\nread x\n"), HasSubstr("tokens: line 3 "));
}

}  // namespace
}  // namespace dateline
