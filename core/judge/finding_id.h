#pragma once

#include <QHashFunctions>
#include <QLatin1StringView>
#include <QString>

namespace duodoctor
{

/// Public id of a finding: names an article, stands in reports, never changes its meaning. Made from the constants of
/// finding_ids.h only, so it always points to static text.
class FindingId
{
public:
    constexpr FindingId() = default;
    explicit constexpr FindingId(const char *text)
        : m_text(text)
    {
    }

    constexpr QLatin1StringView view() const { return m_text; }
    QString toString() const { return QString{m_text}; }
    constexpr bool isEmpty() const { return m_text.isEmpty(); }

    friend bool operator==(FindingId a, FindingId b) { return a.m_text == b.m_text; }
    friend bool operator<(FindingId a, FindingId b) { return a.m_text < b.m_text; }
    friend size_t qHash(FindingId id, size_t seed = 0) { return qHash(id.m_text, seed); }

private:
    QLatin1StringView m_text;
};

} // namespace duodoctor
