#include "server/http/request_head.h"

#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

using HeadResult = std::variant<Incomplete, RequestHead, Refusal>;

// The status that a request is refused with; 200 where it is accepted, 0 where more is needed.
int status_of(std::string_view bytes, const HeadLimits& limits = {}) {
  const HeadResult result = read_head(bytes, limits);
  if (std::holds_alternative<RequestHead>(result)) return 200;
  const Refusal* refusal = std::get_if<Refusal>(&result);
  return refusal == nullptr ? 0 : refusal->status;
}

RequestHead head_of(std::string_view bytes) { return std::get<RequestHead>(read_head(bytes, {})); }

std::string with_field(std::string_view field) {
  return "GET / HTTP/1.1\r\nHost: a\r\n" + std::string(field) + "\r\n\r\n";
}

std::string with_line(std::string_view line) { return std::string(line) + "\r\nHost: a\r\n\r\n"; }

TEST(RequestHead, ReadsMethodTargetAndFields) {
  const std::string bytes =
      "GET /api/v1/search?q=a%20b HTTP/1.1\r\nhost: example.org:80\r\nX-A: \t one two "
      "\t\r\n\r\nrest";
  const RequestHead head = head_of(bytes);
  EXPECT_EQ(head.method, "GET");
  EXPECT_EQ(head.target, "/api/v1/search?q=a%20b");
  EXPECT_EQ(head.path(), "/api/v1/search");
  EXPECT_EQ(head.field("HOST"), "example.org:80");
  EXPECT_EQ(head.field("x-a"), "one two");
  EXPECT_EQ(head.field("absent"), "");
  EXPECT_EQ(bytes.substr(head.bytes), "rest");
  EXPECT_TRUE(head.keep_alive);
}

TEST(RequestHead, IsIncompleteAtEveryByteBeforeItsEnd) {
  const std::string bytes = "\r\nGET /a HTTP/1.1\r\nHost: a\r\nA: b\r\n\r\n";
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(status_of(bytes.substr(0, size)), 0) << size;
  }
  EXPECT_EQ(head_of(bytes).bytes, bytes.size());
}

TEST(RequestHead, IsForTheAuthorityOfTheAbsoluteFormElseForTheHostField) {
  const auto host_of = [](std::string_view text) {
    return std::string(std::get<RequestHead>(read_head(text, {})).host);
  };
  EXPECT_EQ(host_of("GET / HTTP/1.1\r\nHost: a.example:80\r\n\r\n"), "a.example:80");
  EXPECT_EQ(host_of("GET http://b.example/ HTTP/1.1\r\nHost: a.example\r\n\r\n"), "b.example");
  EXPECT_EQ(host_of("GET HTTPS://b.example:443?q HTTP/1.1\r\nhost: a\r\n\r\n"), "b.example:443");
  EXPECT_EQ(host_of("GET / HTTP/1.1\r\nHost:\r\n\r\n"), "");
  EXPECT_EQ(host_of("GET / HTTP/1.0\r\n\r\n"), "");
}

TEST(RequestHead, AcceptsTheAbsoluteForm) {
  EXPECT_EQ(head_of(with_line("GET http://example.org/a?b HTTP/1.1")).target, "/a?b");
  EXPECT_EQ(head_of(with_line("GET HTTPS://example.org:8080/a HTTP/1.1")).path(), "/a");
  EXPECT_EQ(head_of(with_line("GET http://example.org HTTP/1.1")).path(), "/");
  EXPECT_EQ(head_of(with_line("GET http://example.org?q=a HTTP/1.1")).path(), "/");
}

TEST(RequestHead, AcceptsWhatPeopleTypeIntoAQuery) {
  EXPECT_EQ(status_of(with_line("GET /?q=\"a\"|<b>{c}^`\\ HTTP/1.1")), 200);
  EXPECT_EQ(status_of(with_line("GET /?q=\xc3\xbc HTTP/1.1")), 200);
  EXPECT_EQ(status_of(with_line("GET /?q=%zz HTTP/1.1")), 200);  // parameters.cc names the one
}

TEST(RequestHead, KnowsWhatBecomesOfTheConnection) {
  EXPECT_TRUE(head_of(with_field("Connection: keep-alive")).keep_alive);
  EXPECT_FALSE(head_of(with_field("Connection: close")).keep_alive);
  EXPECT_FALSE(head_of(with_field("Connection: x, CLOSE ,y")).keep_alive);
  EXPECT_FALSE(head_of("GET / HTTP/1.0\r\n\r\n").keep_alive);
  EXPECT_TRUE(head_of("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").keep_alive);
}

TEST(RequestHead, ReadsTheLengthOfABody) {
  EXPECT_EQ(head_of(with_field("Content-Length: 12")).body_bytes, 12);
  EXPECT_EQ(head_of(with_field("Content-Length: 0")).body_bytes, 0);
  EXPECT_TRUE(head_of(with_field("Transfer-Encoding: Chunked")).chunked);
  EXPECT_TRUE(head_of(with_field("Expect: 100-continue")).expects_continue);
}

struct Case {
  const char* name;
  std::string bytes;
  int status;
};

class RefusedHead : public testing::TestWithParam<Case> {};

TEST_P(RefusedHead, IsRefused) { EXPECT_EQ(status_of(GetParam().bytes), GetParam().status); }

// What RFC 9112 forbids, what the request smuggling lists try, and what a front and a server behind
// it could read differently.
const Case kRefused[] = {
    {"no_host", "GET / HTTP/1.1\r\n\r\n", 400},
    {"two_hosts", with_field("Host: a"), 400},
    {"two_different_hosts", with_field("Host: b"), 400},
    {"bad_host", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
    {"host_with_path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
    {"host_with_user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400},
    {"length_and_chunked", with_field("Content-Length: 4\r\nTransfer-Encoding: chunked"), 400},
    {"chunked_and_length", with_field("Transfer-Encoding: chunked\r\nContent-Length: 4"), 400},
    {"two_lengths", with_field("Content-Length: 4\r\nContent-Length: 5"), 400},
    {"same_length_twice", with_field("Content-Length: 4\r\nContent-Length: 4"), 400},
    {"length_list", with_field("Content-Length: 4, 4"), 400},
    {"length_plus", with_field("Content-Length: +3"), 400},
    {"length_minus", with_field("Content-Length: -3"), 400},
    {"length_hex", with_field("Content-Length: 0x3"), 400},
    {"length_empty", with_field("Content-Length:"), 400},
    {"length_space_inside", with_field("Content-Length: 1 2"), 400},
    {"length_too_large", with_field("Content-Length: 99999999999999999999"), 413},
    {"unknown_coding", with_field("Transfer-Encoding: xchunked"), 400},
    {"coding_list", with_field("Transfer-Encoding: gzip, chunked"), 400},
    {"coding_identity", with_field("Transfer-Encoding: identity"), 400},
    {"coding_twice", with_field("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), 400},
    {"coding_with_vertical_tab",
     with_field("Transfer-Encoding: \x0b"
                "chunked"),
     400},
    {"coding_in_http_1_0", "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
    {"space_before_colon", with_field("Content-Length : 0"), 400},
    {"tab_before_colon", with_field("Content-Length\t: 0"), 400},
    {"space_before_name", with_field(" A: b"), 400},
    {"folded", with_field("A: b\r\n c"), 400},
    {"folded_by_tab", with_field("A: b\r\n\tc"), 400},
    {"no_colon", with_field("A"), 400},
    {"no_name", with_field(": b"), 400},
    {"name_with_space", with_field("A B: c"), 400},
    {"name_with_high_byte", with_field("A\xc3: c"), 400},
    {"nul_in_value", with_field(std::string("A: b\0c", 6)), 400},
    {"nul_in_name", with_field(std::string("A\0: c", 5)), 400},
    {"control_in_value", with_field("A: b\x01"), 400},
    {"bare_carriage_return", with_field("A: b\rC: d"), 400},
    {"carriage_return_twice", "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", 400},
    {"bare_line_feed", "GET / HTTP/1.1\nHost: a\n\n", 400},
    {"bare_line_feed_in_fields", "GET / HTTP/1.1\r\nHost: a\nA: b\r\n\r\n", 400},
    {"bare_line_feed_at_the_end", "GET / HTTP/1.1\r\nHost: a\r\n\n", 400},
    {"leading_line_feed", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"many_empty_lines", "\r\n\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"no_version", with_line("GET /"), 400},
    {"empty_target", with_line("GET  HTTP/1.1"), 400},
    {"two_spaces", with_line("GET  / HTTP/1.1"), 400},
    {"space_in_target", with_line("GET /a b HTTP/1.1"), 400},
    {"tab_for_space", with_line("GET\t/\tHTTP/1.1"), 400},
    {"lower_case_version", with_line("GET / http/1.1"), 400},
    {"long_version", with_line("GET / HTTP/1.10"), 400},
    {"space_after_version", with_line("GET / HTTP/1.1 "), 400},
    {"http_2", with_line("PRI * HTTP/2.0"), 505},
    {"http_0", with_line("GET / HTTP/0.9"), 505},
    {"method_with_bracket", with_line("GE(T / HTTP/1.1"), 400},
    {"relative_target", with_line("GET a HTTP/1.1"), 400},
    {"asterisk_for_get", with_line("GET * HTTP/1.1"), 400},
    {"authority_target", with_line("CONNECT a:80 HTTP/1.1"), 400},
    {"other_scheme", with_line("GET ftp://a/ HTTP/1.1"), 400},
    {"no_authority", with_line("GET http:///a HTTP/1.1"), 400},
    {"authority_with_user", with_line("GET http://u@a/ HTTP/1.1"), 400},
    {"fragment", with_line("GET /a#b HTTP/1.1"), 400},
    {"fragment_in_query", with_line("GET /a?b#c HTTP/1.1"), 400},
    {"bad_escape", with_line("GET /%zz HTTP/1.1"), 400},
    {"cut_escape", with_line("GET /%2 HTTP/1.1"), 400},
    {"high_byte_in_path", with_line("GET /\xc3\xbc HTTP/1.1"), 400},
    {"nul_in_target", with_line(std::string("GET /a\0b HTTP/1.1", 17)), 400},
    {"tls_hello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n", 13), 400},
};

INSTANTIATE_TEST_SUITE_P(Rfc9112, RefusedHead, testing::ValuesIn(kRefused),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(RequestHead, RefusesALongRequestLineBeforeItsEnd) {
  const HeadLimits limits{.line_bytes = 64};
  EXPECT_EQ(status_of(with_line("GET /" + std::string(40, 'a') + " HTTP/1.1"), limits), 200);
  EXPECT_EQ(status_of(with_line("GET /" + std::string(60, 'a') + " HTTP/1.1"), limits), 414);
  EXPECT_EQ(status_of("GET /" + std::string(60, 'a'), limits), 414);
}

TEST(RequestHead, RefusesTooManyFieldsAndTooLongOnesBeforeTheirEnd) {
  const HeadLimits limits{.line_bytes = 64, .fields_bytes = 64, .fields = 3};
  EXPECT_EQ(status_of(with_field("A: b\r\nC: d"), limits), 200);
  EXPECT_EQ(status_of(with_field("A: b\r\nC: d\r\nE: f"), limits), 431);
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a\r\nA: " + std::string(120, 'a'), limits), 431);
}

}  // namespace
}  // namespace dateline
