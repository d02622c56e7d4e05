#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// Languages of commands besides `sh`, as fences name them.
enum class LiteralLanguage { Ruby, Python, Json, Yaml, Nginx, Text };

/// The language of a fence; nullopt for `sh` and for what the playbook does not know.
std::optional<LiteralLanguage> literalLanguageFromWire(QStringView name);
/// Every name that may stand in a fence, `sh` among them.
QStringList commandLanguages();

/// Follows a piece of configuration or script and knows how a value has to be written at the place reached. Quotes end
/// with their line: no example of ours has longer ones, and a lone apostrophe in a plain YAML text does no harm then.
class LiteralContext
{
public:
    explicit LiteralContext(LiteralLanguage language);
    void advance(QStringView text);
    /// The value for this place; nullopt where it cannot be written without being misread.
    std::optional<QString> write(const QString &value);

private:
    enum class Mode { Plain, Single, Double, Comment };
    void take(QChar c);
    void takePlain(QChar c);
    bool startsScalar() const;

    LiteralLanguage m_language;
    Mode m_mode = Mode::Plain;
    QChar m_previous{u'\n'};
    QChar m_previousVisible{u'\n'}; ///< on this line
    bool m_isEscaped = false;
};

} // namespace duodoctor
