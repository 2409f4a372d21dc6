#include "server/token.h"

#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/error.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

constexpr std::string_view kSecret = "0123456789abcdef0123456789abcdef";

std::filesystem::path write(const TempFolder& folder, const std::string& content) {
  std::ofstream(folder.path() / "token") << content;
  return folder.path() / "token";
}

std::string fault_of(const std::filesystem::path& file) {
  try {
    Token::read(file);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

TEST(Token, IsShownByABearer) {
  const Token token(kSecret);
  EXPECT_TRUE(token.is_shown_by("Bearer 0123456789abcdef0123456789abcdef"));
  EXPECT_TRUE(token.is_shown_by("bearer 0123456789abcdef0123456789abcdef"));
}

TEST(Token, IsNotShownByAnythingElse) {
  const Token token(kSecret);
  for (const char* value :
       {"", "Bearer", "Bearer ", "0123456789abcdef0123456789abcdef",
        "Basic 0123456789abcdef0123456789abcdef", "Bearer 0123456789abcdef0123456789abcdeF",
        "Bearer 0123456789abcdef0123456789abcde", "Bearer 0123456789abcdef0123456789abcdef0",
        "Bearer  0123456789abcdef0123456789abcdef", "Bearer 0123456789abcdef0123456789abcdef "}) {
    EXPECT_FALSE(token.is_shown_by(value)) << value;
  }
}

TEST(Token, IsTheOnlyLineOfItsFile) {
  const TempFolder folder;
  EXPECT_TRUE(Token::read(write(folder, std::string(kSecret) + "\r\n"))
                  .is_shown_by("Bearer " + std::string(kSecret)));
}

TEST(Token, IsRefusedWhereItIsShortOrCannotBeSentAndIsNeverRepeated) {
  const TempFolder folder;
  for (const char* content :
       {"", "short", "with spaces 0123456789abcdef0123456789abcdef",
        "two\nlines 0123456789abcdef0123456789", "\xC3\xA9 0123456789abcdef"}) {
    const std::string fault = fault_of(write(folder, content));
    EXPECT_THAT(fault, testing::HasSubstr("at least 32 visible ASCII characters")) << content;
    EXPECT_THAT(fault, testing::Not(testing::HasSubstr("0123456789"))) << content;
  }
  EXPECT_THAT(fault_of(folder.path() / "none"), testing::HasSubstr("cannot read the token"));
}

}  // namespace
}  // namespace dateline
