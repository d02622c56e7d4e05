#include "certificate/moment.h"

#include <cstdio>

namespace duodoctor
{

namespace
{

/// A cursor over digits and fixed characters; once something did not fit, everything after it fails too.
class Scanner
{
public:
    explicit Scanner(std::string_view text)
        : m_rest(text)
    {
    }

    int number(size_t digits)
    {
        if (m_rest.size() < digits) {
            m_failed = true;
            return 0;
        }
        int value = 0;
        for (size_t i = 0; i < digits; ++i) {
            const char c = m_rest[i];
            if (c < '0' || c > '9') {
                m_failed = true;
                return 0;
            }
            value = value * 10 + (c - '0');
        }
        m_rest.remove_prefix(digits);
        return value;
    }

    bool take(std::string_view anyOf)
    {
        if (m_rest.empty() || anyOf.find(m_rest.front()) == std::string_view::npos) {
            return false;
        }
        m_taken = m_rest.front();
        m_rest.remove_prefix(1);
        return true;
    }

    void expect(std::string_view anyOf)
    {
        if (!take(anyOf)) {
            m_failed = true;
        }
    }

    bool startsWithDigit() const { return !m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9'; }
    char taken() const { return m_taken; }
    bool isDone() const { return !m_failed && m_rest.empty(); }

private:
    std::string_view m_rest;
    char m_taken = 0;
    bool m_failed = false;
};

std::optional<std::chrono::sys_seconds> composed(int year, int month, int day, int hour, int minute, int second)
{
    using namespace std::chrono;
    const year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                              std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok() || hour > 23 || minute > 59 || second > 60) {
        return std::nullopt;
    }
    return sys_days{date} + hours{hour} + minutes{minute} + seconds{second};
}

} // namespace

std::optional<Moment> momentFromRfc3339(std::string_view text)
{
    Scanner scan{text};
    const int year = scan.number(4);
    scan.expect("-");
    const int month = scan.number(2);
    scan.expect("-");
    const int day = scan.number(2);
    scan.expect("Tt ");
    const int hour = scan.number(2);
    scan.expect(":");
    const int minute = scan.number(2);
    scan.expect(":");
    const int second = scan.number(2);

    std::chrono::microseconds fraction{0};
    if (scan.take(".,")) {
        int place = 100'000;
        if (!scan.startsWithDigit()) {
            return std::nullopt;
        }
        while (scan.startsWithDigit()) {
            fraction += std::chrono::microseconds{scan.number(1) * place};
            place /= 10;
        }
    }
    std::chrono::minutes offset{0};
    if (!scan.take("Zz")) {
        scan.expect("+-");
        const int sign = scan.taken() == '-' ? -1 : 1;
        const int hours = scan.number(2);
        scan.expect(":");
        offset = std::chrono::minutes{sign * (hours * 60 + scan.number(2))};
    }
    if (!scan.isDone()) {
        return std::nullopt;
    }
    const auto whole = composed(year, month, day, hour, minute, second);
    if (!whole) {
        return std::nullopt;
    }
    return Moment{*whole} + fraction - offset;
}

std::string dateText(std::chrono::sys_seconds time)
{
    const auto days = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{days};
    const std::chrono::hh_mm_ss clock{time - days};
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d UTC", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()));
    return text;
}

std::optional<std::chrono::sys_seconds> timeFromAsn1(std::string_view content, bool shortYear)
{
    Scanner scan{content};
    int year = scan.number(shortYear ? 2 : 4);
    if (shortYear) {
        year += year < 50 ? 2000 : 1900; // RFC 5280, 4.1.2.5.1
    }
    const int month = scan.number(2);
    const int day = scan.number(2);
    const int hour = scan.number(2);
    const int minute = scan.number(2);
    const int second = scan.number(2);
    scan.expect("Z");
    if (!scan.isDone()) {
        return std::nullopt;
    }
    return composed(year, month, day, hour, minute, second);
}

} // namespace duodoctor
