#pragma once

namespace dateline {

// The simplified form of a Chinese character, by ICU's table: 臺 → 台, 灣 → 湾. Others are their
// own. `c` is an ideograph, U+3400 to U+9FFF.
char32_t simplified(char32_t c);

}  // namespace dateline
