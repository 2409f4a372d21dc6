#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "server/http/problem.h"

namespace dateline {

// Header lines that every response has, whoever made it: nothing but this server's own files may
// run in the page, and nothing else may frame, sniff or read what it serves.
inline constexpr std::string_view kCommonHeaders =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

// "Sun, 06 Nov 1994 08:49:37", of UTC: what a date of HTTP (RFC 9110) and one of mail (RFC 5322)
// have before the zone.
std::string day_and_time(std::time_t when);

// "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n", as RFC 9110 asks of every server with a clock.
std::string date_line(std::time_t now);

// Status line and what every response begins with; header lines follow, then an empty one.
std::string response_head(int status);

// A response to HEAD has the head of the one to GET.
std::string without_body(std::string response);

// What becomes of the connection after a response.
enum class Afterwards { keep_alive, close };

// A whole response for a request that no route sees: one refused, or one too many. `fields` are
// further header lines, each with its line end.
std::string problem_response(const Problem& problem, Afterwards afterwards,
                             std::string_view fields = {});

}  // namespace dateline
