#pragma once

#include <QHashFunctions>
#include <QLatin1StringView>
#include <QString>

namespace duodoctor
{

/// Id of a check, saying what is asked: `gateway-healthz`. Static text from the catalogue.
class CheckId
{
public:
    constexpr CheckId() = default;
    explicit constexpr CheckId(const char *text)
        : m_text(text)
    {
    }
    constexpr QLatin1StringView view() const { return m_text; }
    QString toString() const { return QString{m_text}; }
    friend bool operator==(CheckId a, CheckId b) { return a.m_text == b.m_text; }
    friend size_t qHash(CheckId id, size_t seed = 0) { return qHash(id.m_text, seed); }

private:
    QLatin1StringView m_text;
};

} // namespace duodoctor
