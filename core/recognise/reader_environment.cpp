#include "recognise/readers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMostBadLines = 20;
constexpr qsizetype kMostVariables = 5000;

bool isKeyVariable(const QString &name)
{
    return name.contains("_JWT__SIGNING_KEY"_L1) || name.contains("_JWT__VALIDATION_KEY"_L1);
}

/// What the redactor left of a key tells what it was.
KeyShape shapeOf(const QString &value)
{
    if (value.isEmpty()) {
        return KeyShape::Empty;
    }
    if (value.contains("private key, cut off]"_L1)) {
        return KeyShape::PrivateKeyCutOff;
    }
    if (value.contains("[redacted: private key]"_L1)) {
        return KeyShape::Pem;
    }
    // The frame alone: everything behind the first line end is gone.
    return value.contains("PRIVATE KEY-----"_L1) ? KeyShape::PrivateKeyCutOff : KeyShape::NotPem;
}

QString unquoted(QString value)
{
    for (const QChar quote : {u'"', u'\''}) {
        if (value.size() >= 2 && value.front() == quote && value.back() == quote) {
            return value.sliced(1, value.size() - 2);
        }
    }
    return value;
}

/// Reads a listing line by line; a key's lines belong to the variable before them.
class ListingReader
{
public:
    explicit ListingReader(const QString &text)
    {
        const auto lines = QStringView(text).split(u'\n');
        for (const QStringView line : lines) {
            take(line.toString());
        }
        store();
    }

    std::optional<EnvironmentListing> result()
    {
        const qsizetype known = m_listing.values.size() + m_listing.keys.size();
        if (known == 0 || m_otherLines > known) {
            return std::nullopt;
        }
        m_listing.isPartial = looksFiltered();
        m_listing.isFile = m_hasComments || m_hasExports;
        return m_listing;
    }

private:
    void take(const QString &raw)
    {
        static const QRegularExpression pair(
            uR"(^(?:export |declare -x |- )?"?([A-Za-z_][A-Za-z0-9_.]{0,120})=(.*)$)"_s,
            QRegularExpression::DotMatchesEverythingOption);
        QString line = raw.trimmed();
        if (line.endsWith("\","_L1)) {
            line.chop(2); // an entry of a JSON list
        }
        const auto match = pair.match(line);
        if (match.hasMatch() && !m_isInKey) {
            store();
            m_hasExports = m_hasExports || line.startsWith("export "_L1);
            m_name = match.captured(1);
            m_value = match.captured(2);
            m_isInKey = isOpenKey(m_value);
            return;
        }
        if (m_isInKey || continuesKey(line)) {
            m_value += u'\n' + line;
            m_isInKey = m_isInKey && !line.contains("-----END "_L1) && !match.hasMatch();
            return;
        }
        takeOther(line);
    }

    static bool isOpenKey(const QString &value)
    {
        return value.contains("[redacted: private key]"_L1) && !value.contains("-----END "_L1) &&
               value.contains("-----BEGIN "_L1);
    }

    /// What a redacted key leaves on the lines behind its first.
    bool continuesKey(const QString &line) const
    {
        return !m_name.isEmpty() && isKeyVariable(m_name) &&
               (line.startsWith("[redacted: private key"_L1) || line.startsWith("-----END "_L1));
    }

    void takeOther(const QString &line)
    {
        if (line.isEmpty() || line == "["_L1 || line == "]"_L1 || line == "],"_L1) {
            return;
        }
        if (line.startsWith(u'#')) {
            m_hasComments = true;
            return;
        }
        ++m_otherLines;
        if (m_listing.badLines.size() < kMostBadLines) {
            m_listing.badLines << line.left(200);
        }
    }

    void store()
    {
        if (m_name.isEmpty() || m_listing.values.size() + m_listing.keys.size() >= kMostVariables) {
            return;
        }
        if (m_listing.contains(m_name) && !m_listing.duplicates.contains(m_name)) {
            m_listing.duplicates << m_name;
        }
        const QString value = unquoted(m_value.trimmed());
        if (isKeyVariable(m_name)) {
            m_listing.keys.insert(m_name, shapeOf(value));
        } else {
            m_listing.values.insert(m_name, value);
        }
        m_name.clear();
        m_value.clear();
    }

    /// A whole environment has the shell's own variables.
    bool looksFiltered() const
    {
        static constexpr std::array kAlways{"PATH"_L1, "HOME"_L1, "HOSTNAME"_L1, "PWD"_L1};
        return std::ranges::none_of(kAlways, [this](QLatin1StringView name) { return m_listing.contains(name); });
    }

    EnvironmentListing m_listing;
    QString m_name;
    QString m_value;
    qsizetype m_otherLines = 0;
    bool m_isInKey = false;
    bool m_hasComments = false;
    bool m_hasExports = false;
};

/// `["NAME=value", ...]`, the engine's form.
std::optional<QString> linesOfJsonList(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (!trimmed.startsWith(u'[')) {
        return std::nullopt;
    }
    const QJsonDocument document = QJsonDocument::fromJson(trimmed.toUtf8());
    if (!document.isArray()) {
        return std::nullopt;
    }
    QStringList lines;
    const QJsonArray rows = document.array();
    for (const QJsonValue &row : rows) {
        lines << row.toString();
    }
    return lines.join(u'\n');
}

} // namespace

std::optional<EnvironmentListing> environment(const QString &text)
{
    return ListingReader(linesOfJsonList(text).value_or(text)).result();
}

} // namespace duodoctor::readers
