#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <httplib.h>

#include "server/api/translated_query.h"
#include "server/http/application.h"

// What was asked, as the handlers of addresses read it of a request.
namespace dateline {

// The query string, still percent-encoded.
std::string_view parameters_of(const httplib::Request& request);

// Of an address that takes a search by POST as well: with those of the body, and with a query of
// another system translated. Throws as with_body_parameters() and translated_parameters() do.
std::string search_parameters_of(const httplib::Request& request);
std::string search_parameters_of(const HttpRequest& request);

// The same, with what was translated.
TranslatedParameters translated_search_of(const httplib::Request& request);

// The article's id in the path, decoded.
std::string id_of(const httplib::Request& request);

}  // namespace dateline
