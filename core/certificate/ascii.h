#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace duodoctor
{

/// Names in certificates are compared without regard to the case of ASCII letters, and of no others.
constexpr char asciiLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string asciiLower(std::string_view text)
{
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return asciiLower(c); });
    return out;
}

} // namespace duodoctor
