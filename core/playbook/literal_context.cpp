#include "playbook/literal_context.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::array kLanguages{
    std::pair{LiteralLanguage::Ruby, "ruby"_L1},   std::pair{LiteralLanguage::Python, "python"_L1},
    std::pair{LiteralLanguage::Json, "json"_L1},   std::pair{LiteralLanguage::Yaml, "yaml"_L1},
    std::pair{LiteralLanguage::Nginx, "nginx"_L1}, std::pair{LiteralLanguage::Text, "text"_L1},
};

/// A backslash before each of these characters.
QString escaped(const QString &value, QStringView characters)
{
    QString out;
    for (const QChar c : value) {
        if (characters.contains(c)) {
            out += u'\\';
        }
        out += c;
    }
    return out;
}

bool isNumber(const QString &value)
{
    return value.size() <= 9 && !value.isEmpty() &&
           std::ranges::all_of(value, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// A word, a number, a path or a URL: nothing that YAML or nginx would read as more.
bool isPlainWord(const QString &value)
{
    static const QRegularExpression pattern(uR"(\A[A-Za-z0-9/][A-Za-z0-9_./:@+%-]*\z)"_s);
    return pattern.match(value).hasMatch() && !value.endsWith(u':');
}

std::optional<QString> plain(LiteralLanguage language, const QString &value)
{
    switch (language) {
    case LiteralLanguage::Ruby:
    case LiteralLanguage::Python:
        return isNumber(value) ? value : u'\'' + escaped(value, u"\\'") + u'\'';
    case LiteralLanguage::Json:
        return isNumber(value) ? value : u'"' + escaped(value, u"\\\"") + u'"';
    case LiteralLanguage::Yaml:
    case LiteralLanguage::Nginx:
        return isPlainWord(value) ? std::optional{value} : std::nullopt;
    case LiteralLanguage::Text:
        break;
    }
    return value;
}

} // namespace

std::optional<LiteralLanguage> literalLanguageFromWire(QStringView name)
{
    const auto *row =
        std::ranges::find_if(kLanguages, [name](const auto &candidate) { return name == candidate.second; });
    return row == kLanguages.end() ? std::nullopt : std::optional{row->first};
}

QStringList commandLanguages()
{
    QStringList names{u"sh"_s};
    for (const auto &row : kLanguages) {
        names << row.second;
    }
    return names;
}

LiteralContext::LiteralContext(LiteralLanguage language)
    : m_language(language)
{
}

void LiteralContext::advance(QStringView text)
{
    for (const QChar c : text) {
        take(c);
        m_previous = c;
        if (c == u'\n' || !c.isSpace()) {
            m_previousVisible = c;
        }
    }
}

void LiteralContext::take(QChar c)
{
    if (c == u'\n') {
        m_mode = Mode::Plain;
        m_isEscaped = false;
        return;
    }
    if (std::exchange(m_isEscaped, false)) {
        return;
    }
    const bool isYamlSingle = m_language == LiteralLanguage::Yaml && m_mode == Mode::Single;
    if (c == u'\\' && (m_mode == Mode::Double || (m_mode == Mode::Single && !isYamlSingle))) {
        m_isEscaped = true;
    } else if (m_mode == Mode::Plain) {
        takePlain(c);
    } else if ((m_mode == Mode::Single && c == u'\'') || (m_mode == Mode::Double && c == u'"')) {
        m_mode = Mode::Plain;
    }
}

void LiteralContext::takePlain(QChar c)
{
    if (m_language == LiteralLanguage::Text) {
        return;
    }
    const bool isQuotePlace = m_language != LiteralLanguage::Yaml || startsScalar();
    const bool startsComment = m_language != LiteralLanguage::Yaml || m_previous.isSpace();
    if (c == u'"' && isQuotePlace) {
        m_mode = Mode::Double;
    } else if (c == u'\'' && isQuotePlace && m_language != LiteralLanguage::Json) {
        m_mode = Mode::Single;
    } else if (c == u'#' && startsComment && m_language != LiteralLanguage::Json) {
        m_mode = Mode::Comment;
    }
}

/// In YAML a quote in the middle of a plain text is a character like others.
bool LiteralContext::startsScalar() const
{
    return QStringView(u"\n:-,[{'\"").contains(m_previousVisible);
}

std::optional<QString> LiteralContext::write(const QString &value)
{
    // A variable would be put in by nginx even within quotes, and there is no way to write a dollar.
    const bool isVariable = m_language == LiteralLanguage::Nginx && value.contains(u'$');
    if (isVariable || m_isEscaped) {
        return std::nullopt;
    }
    QString text = value;
    std::optional<QString> written;
    switch (m_mode) {
    case Mode::Plain:
        written = plain(m_language, value);
        break;
    case Mode::Comment:
        written = value;
        break;
    case Mode::Single:
        written = m_language == LiteralLanguage::Yaml ? text.replace(u'\'', "''"_L1) : escaped(value, u"\\'");
        break;
    case Mode::Double:
        written = escaped(value, m_language == LiteralLanguage::Ruby ? QStringView(u"\\\"#") : QStringView(u"\\\""));
        break;
    }
    m_previous = m_previousVisible = u'x';
    return written;
}

} // namespace duodoctor
