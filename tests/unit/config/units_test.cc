#include "config/units.h"

#include <gtest/gtest.h>

namespace dateline {

namespace {

using namespace std::chrono_literals;

TEST(ListenAddress, IsAHostAndAPort) {
  EXPECT_EQ(parse_listen_address("127.0.0.1:8080"), (ListenAddress{"127.0.0.1", 8080}));
  EXPECT_EQ(parse_listen_address("localhost:0"), (ListenAddress{"localhost", 0}));
  EXPECT_EQ(parse_listen_address("[::1]:65535"), (ListenAddress{"::1", 65535}));
}

TEST(ListenAddress, RefusesWhatIsNoHostOrNoPort) {
  for (const char* text :
       {"", "8080", ":8080", "localhost:", "localhost:65536", "localhost:80x", "localhost:-1",
        "::1:8080", "[]:80", "[localhost]:80", "a b:80", "http://localhost:80"}) {
    EXPECT_EQ(parse_listen_address(text), std::nullopt) << text;
  }
}

TEST(ByteSize, HasAUnit) {
  EXPECT_EQ(parse_byte_size("0 B"), 0U);
  EXPECT_EQ(parse_byte_size("64 MiB"), 64U * 1024 * 1024);
  EXPECT_EQ(parse_byte_size("64MiB"), 64U * 1024 * 1024);
  EXPECT_EQ(parse_byte_size("2 GB"), 2'000'000'000U);
  EXPECT_EQ(parse_byte_size("16777215 TiB"), 16777215ULL << 40U);
}

TEST(ByteSize, RefusesOtherFormsAndMoreThan64Bits) {
  for (const char* text : {"", "64", "MiB", "64 mib", "64 MiB ", " 64 MiB", "-1 B", "1.5 GiB",
                           "64 M", "16777216 TiB", "99999999999999999999 B"}) {
    EXPECT_EQ(parse_byte_size(text), std::nullopt) << text;
  }
}

TEST(ByteSize, IsWrittenAsItIsRead) {
  EXPECT_EQ(format_byte_size(0), "0 B");
  EXPECT_EQ(format_byte_size(1000), "1000 B");
  EXPECT_EQ(format_byte_size(64ULL << 20U), "64 MiB");
  EXPECT_EQ(format_byte_size(1ULL << 60U), "1048576 TiB");
}

TEST(Duration, AddsUnitsUp) {
  EXPECT_EQ(parse_duration("15m"), 15min);
  EXPECT_EQ(parse_duration("1h30m"), 90min);
  EXPECT_EQ(parse_duration("250ms"), 250ms);
  EXPECT_EQ(parse_duration("1d2h3m4s5ms"), 26h + 3min + 4s + 5ms);
  EXPECT_EQ(parse_duration("0s"), 0ms);
  EXPECT_EQ(parse_duration("10000d"), 24h * 10'000);
}

TEST(Duration, IsWrittenAsItIsRead) {
  EXPECT_EQ(format_duration(0ms), "0s");
  EXPECT_EQ(format_duration(90min), "1h30m");
  EXPECT_EQ(format_duration(26h + 3min + 4s + 5ms), "1d2h3m4s5ms");
}

TEST(Duration, RefusesOtherForms) {
  for (const char* text : {"", "15", "m", "15 m", "-1s", "1.5h", "30m1h", "1m1m", "1w", "15min",
                           "10001d", "10000d1ms", "99999999999999999999s"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
}

}  // namespace

}  // namespace dateline
