#include "search/store/manifest.h"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "search/base/content_hash.h"
#include "search/base/error.h"
#include "search/store/article/fields.h"
#include "tests/support/temp_folder.h"

namespace dateline {
namespace {

constexpr std::string_view kHashKey = "  \"manifest_xxh3_128\": \"";

Manifest sound() {
  return {.schema_version = kSchemaVersion,
          .generation = 7,
          .articles = 12,
          .text_bytes = 345,
          .languages = {{"en", 12}},
          .built_at = "2026-11-30T11:45:07Z",
          .built_from = {"/srv/news"},
          .segments = {"segment-7"},
          .files = {{"groups", 99, "00112233445566778899aabbccddeeff"}},
          .pushed = 42,
          .made_by = MadeBy::merge};
}

std::string text_of(const TempFolder& folder) {
  std::ifstream in(folder.path() / "manifest.json");
  return {std::istreambuf_iterator<char>(in), {}};
}

// Replaces a text in it; the hash of the manifest is that of what comes of it.
std::string with(std::string text, std::string_view old, std::string_view replaced) {
  text.replace(text.find(old), old.size(), replaced);
  const std::string before = text.substr(0, text.rfind(kHashKey));
  return before + std::string(kHashKey) + content_hash(before) + "\"\n}\n";
}

TEST(Manifest, IsReadAsItWasWritten) {
  const TempFolder folder;
  write_manifest(sound(), folder.path());
  EXPECT_EQ(read_manifest(folder.path()), sound());
}

TEST(Manifest, IsRefusedWhereAnyByteIsChanged) {
  const TempFolder folder;
  write_manifest(sound(), folder.path());
  const std::string text = text_of(folder);
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string changed = text;
    changed[at] = static_cast<char>(changed[at] ^ 4);
    folder.write("manifest.json", changed);
    EXPECT_THROW(read_manifest(folder.path()), IndexError) << at;
    EXPECT_FALSE(is_of_another_version(folder.path())) << at;
  }
}

TEST(Manifest, IsRefusedWhereAValueIsOfAnotherKind) {
  const TempFolder folder;
  write_manifest(sound(), folder.path());
  const std::string text = text_of(folder);
  const std::string version = "\"schema_version\": " + std::to_string(kSchemaVersion);
  for (const std::string value : {"\"1\"", "null", "[]", "-1", "1.5", "1e300", "99999999999"}) {
    folder.write("manifest.json", with(text, version, "\"schema_version\": " + value));
    EXPECT_THROW(read_manifest(folder.path()), IndexError) << value;
    EXPECT_FALSE(is_of_another_version(folder.path())) << value;
    for (const std::string member : {"\"generation\": 7", "\"articles\": 12", "\"en\": 12",
                                     "\"bytes\": 99", "\"pushed\": 42"}) {
      const std::string key = member.substr(0, member.find(' ') + 1);
      if (value == "99999999999") continue;  // is a number, if a large one
      folder.write("manifest.json", with(text, member, key + value));
      EXPECT_THROW(read_manifest(folder.path()), IndexError) << key << value;
    }
  }
}

TEST(Manifest, OfAnotherVersionIsNoDamage) {
  const TempFolder folder;
  Manifest other = sound();
  ++other.schema_version;
  write_manifest(other, folder.path());
  EXPECT_TRUE(is_of_another_version(folder.path()));
  EXPECT_THROW(read_manifest(folder.path()), IndexError);
}

}  // namespace
}  // namespace dateline
