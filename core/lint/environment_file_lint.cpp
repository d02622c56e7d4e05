#include "lint/form_lint.h"

#include "judge/finding_ids.h"
#include "lint/gateway_run_lint.h"
#include "lint/redaction_marks.h"
#include "lint/text_lint.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

bool isName(QStringView text)
{
    return !text.isEmpty() && !text[0].isDigit() && std::ranges::all_of(text, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c.isDigit() || c == u'_' || c == u'.' ||
               c == u'-';
    });
}

/// `admin@host:~$ docker exec … env`: the command above a captured listing.
bool isPrompt(QStringView line)
{
    static const QRegularExpression form(uR"(^(\[?[\w.-]+@[^\s]*[$#]|[$#>])(\s|$))"_s);
    return form.match(line.toString()).hasMatch();
}

/// Reads the lines of an environment file as Docker does.
class FileReader
{
public:
    FileReader(const QString &text, LintCollector &found)
        : m_lines(text.split(u'\n'))
        , m_found(found)
    {
        m_isListing = std::ranges::any_of(m_lines, [](const QString &line) { return isPrompt(line); });
    }

    QList<Setting> read()
    {
        while (m_at < m_lines.size()) {
            readLine();
        }
        return m_settings;
    }
    bool isListing() const { return m_isListing; }

private:
    Place place(qsizetype column = 0) const { return {static_cast<int>(m_at) + 1, static_cast<int>(column) + 1}; }
    void problem(Place at, const QString &words) { m_found.add(finding::kConfigInvalidSyntax, at, words); }

    void readLine()
    {
        QString line = m_lines.at(m_at);
        if (line.endsWith(u'\r')) {
            line.chop(1);
        }
        const QString trimmed = line.trimmed();
        if (!trimmed.isEmpty() && !trimmed.startsWith(u'#') && !isPrompt(line)) {
            readSetting(line);
        }
        ++m_at;
    }

    void readSetting(const QString &line)
    {
        const qsizetype equals = line.indexOf(u'=');
        const QString name = equals < 0 ? line.trimmed() : line.first(equals);
        if (equals < 0) {
            if (!isName(name)) {
                reportStray(line);
            }
            return;
        }
        if (!checkName(name)) {
            return;
        }
        Setting setting;
        setting.name = name.trimmed();
        setting.place = place();
        setting.isLiteral = true;
        setting.value = readValue(line.sliced(equals + 1), equals + 1);
        setting.isKnown = !setting.value.contains("${"_L1);
        m_settings.append(setting);
    }

    bool checkName(const QString &name)
    {
        if (name.startsWith("export "_L1)) {
            problem(place(), u"export belongs to a shell; an environment file has NAME=value alone"_s);
            return false;
        }
        if (name.trimmed().isEmpty()) {
            problem(place(), u"the name before the equals sign is missing"_s);
            return false;
        }
        if (name != name.trimmed() || !isName(name)) {
            if (name.contains(u' ') && isName(name.trimmed())) {
                problem(place(), u"a blank stands beside the name, and becomes part of it"_s);
            } else {
                reportStray(name);
            }
            return false;
        }
        return true;
    }

    /// A line that is no setting: the rest of a key that goes over several lines, or a mistake.
    void reportStray(const QString &line)
    {
        const bool isKeyPart = isRedacted(line) || line.startsWith("-----"_L1) ||
                               (!m_settings.isEmpty() && m_settings.last().name.endsWith("_KEY"_L1));
        if (!isKeyPart) {
            problem(place(), u"this is no NAME=value"_s);
            return;
        }
        if (m_isListing || m_settings.isEmpty()) {
            return;
        }
        const Setting &key = m_settings.last();
        if (!m_found.containsAt(finding::kGatewaySigningKeyMissing, key.place.line)) {
            m_found.add(
                finding::kGatewaySigningKeyMissing, key.place,
                u"the value of %1 goes over several lines without quotation marks, and is cut at the first line "
                "break"_s.arg(key.name));
        }
    }

    /// A quoted value may go over several lines.
    QString readValue(const QString &text, qsizetype column)
    {
        const QChar quote = text.isEmpty() ? QChar() : text.front();
        if (quote != u'"' && quote != u'\'') {
            return text;
        }
        const Place opened = place(column);
        QString value = text.sliced(1);
        qsizetype end = closingQuote(value, quote);
        const qsizetype first = m_at;
        while (end < 0 && m_at + 1 < m_lines.size()) {
            const qsizetype searched = value.size();
            value += u'\n' + m_lines.at(++m_at);
            end = closingQuote(value, quote, searched);
        }
        if (end < 0) {
            m_at = first;
            problem(opened, u"a quotation mark opens here and is never closed"_s);
            return value.section(u'\n', 0, 0);
        }
        return value.first(end);
    }
    static qsizetype closingQuote(const QString &text, QChar quote, qsizetype from = 0)
    {
        // `\"` does not close, and a command in the value has quotes of its own.
        for (qsizetype i = from; i < text.size(); ++i) {
            if (text[i] == u'\\' && quote == u'"') {
                ++i;
            } else if (text[i] == quote) {
                return i;
            }
        }
        return -1;
    }

    QStringList m_lines;
    LintCollector &m_found;
    qsizetype m_at = 0;
    bool m_isListing = false;
    QList<Setting> m_settings;
};

/// True when these are the gateway's own settings and not a few beside those of a Compose file.
bool isWholeFile(const QList<Setting> &settings)
{
    return std::ranges::any_of(settings, [](const Setting &setting) {
        return setting.name.startsWith("AIGW_GITLAB"_L1) || setting.name.startsWith("AIGW_CUSTOM_MODELS"_L1) ||
               setting.name.startsWith("AIGW_FASTAPI"_L1);
    });
}

} // namespace

void lintEnvironmentFile(const QString &text, const Deployment &deployment, LintCollector &found)
{
    FileReader reader(text, found);
    GatewayRun run;
    run.settings = reader.read();
    if (!reader.isListing()) {
        lintLineEndings(text, Severity::Warning, found);
    }
    run.needsPorts = false;
    run.isWhole = isWholeFile(run.settings);
    lintGatewayRun(run, deployment, found);
}

} // namespace duodoctor
