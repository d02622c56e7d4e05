#include "secrets/standard_redactor.h"

#include "secrets/redaction_rules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QUrl>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kShortestKnown = 4;      ///< below it, ordinary text would be eaten
constexpr qsizetype kShortestWithinWord = 8; ///< below it, only a whole word counts

/// The base64 of a text that holds the secret at any place: three alignments, without the characters that the
/// neighbours share.
void addBase64Forms(const QByteArray &secret, QSet<QString> &forms)
{
    for (const QByteArray::Base64Options options : {QByteArray::Base64Options(QByteArray::Base64Encoding),
                                                    QByteArray::Base64Options(QByteArray::Base64UrlEncoding)}) {
        for (int offset = 0; offset < 3; ++offset) {
            const QByteArray padded = QByteArray(offset, '\0') + secret;
            const QByteArray whole = padded.toBase64(options | QByteArray::OmitTrailingEquals);
            const qsizetype skipped = offset == 0 ? 0 : offset + 1;
            const qsizetype shared = padded.size() % 3 == 0 ? 0 : 1;
            const QByteArray form = whole.mid(skipped, whole.size() - skipped - shared);
            if (form.size() >= kShortestWithinWord) {
                forms.insert(QString::fromLatin1(form));
            }
        }
    }
}

QString jsonEscaped(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    constexpr qsizetype kFrame = 2; // [" and "]
    return QString::fromUtf8(array.sliced(kFrame, array.size() - 2 * kFrame));
}

QSet<QString> formsOf(const SecretText &secret)
{
    QSet<QString> forms;
    const QByteArray &utf8 = secret.reveal();
    const QString text = QString::fromUtf8(utf8);
    if (text.size() < kShortestKnown) {
        return forms;
    }
    forms.insert(text);
    forms.insert(QString::fromLatin1(utf8)); // as it stands in bytes that were read one by one
    forms.insert(jsonEscaped(text));
    const QByteArray percent = QUrl::toPercentEncoding(text);
    forms.insert(QString::fromLatin1(percent));
    forms.insert(QString::fromLatin1(percent).replace("%20"_L1, "+"_L1));
    if (percent != utf8) {
        QByteArray lower = percent;
        for (qsizetype i = 0; i + 2 < lower.size(); ++i) {
            if (lower[i] == '%') {
                lower.replace(i + 1, 2, lower.sliced(i + 1, 2).toLower());
            }
        }
        forms.insert(QString::fromLatin1(lower));
    }
    addBase64Forms(utf8, forms);
    return forms;
}

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

void findKnown(QStringView text, const QString &form, SecretSpans &found)
{
    qsizetype at = 0;
    while ((at = text.indexOf(form, at)) >= 0) {
        const qsizetype end = at + form.size();
        const bool isWholeWord =
            (at == 0 || !isWordCharacter(text[at - 1])) && (end == text.size() || !isWordCharacter(text[end]));
        if (form.size() >= kShortestWithinWord || isWholeWord) {
            found.push_back({at, end, "known secret"_L1});
        }
        at = end;
    }
}

} // namespace

class StandardRedactor::Private
{
public:
    QList<QString> knownForms; ///< longest first
};

StandardRedactor::StandardRedactor(const QList<SecretText> &knownSecrets)
    : d(std::make_unique<Private>())
{
    QSet<QString> forms;
    for (const SecretText &secret : knownSecrets) {
        forms.unite(formsOf(secret));
    }
    d->knownForms = forms.values();
    std::sort(d->knownForms.begin(), d->knownForms.end(),
              [](const QString &a, const QString &b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
}

StandardRedactor::~StandardRedactor()
{
    for (QString &form : d->knownForms) {
        form.fill(u'\0');
    }
}

Redaction StandardRedactor::redact(const QString &text) const
{
    SecretSpans found;
    for (const QString &form : std::as_const(d->knownForms)) {
        findKnown(text, form, found);
    }
    for (const std::span<const RedactionRule> rules : {shapeRules(), contextRules(), neighbourRules()}) {
        for (const RedactionRule &rule : rules) {
            rule.find(text, found);
        }
    }
    if (found.empty()) {
        return {text, 0};
    }
    // Where rules overlap, the union goes, under the name of the one that began first.
    std::stable_sort(found.begin(), found.end(),
                     [](const SecretSpan &a, const SecretSpan &b) { return a.begin < b.begin; });
    Redaction result;
    result.text.reserve(text.size());
    qsizetype copied = 0;
    for (size_t i = 0; i < found.size();) {
        const SecretSpan &first = found[i];
        qsizetype end = first.end;
        for (++i; i < found.size() && found[i].begin < end; ++i) {
            end = std::max(end, found[i].end);
        }
        result.text += QStringView(text).sliced(copied, first.begin - copied);
        result.text += kRedactionMark + first.kind + "]"_L1;
        copied = end;
        ++result.removed;
    }
    result.text += QStringView(text).sliced(copied);
    return result;
}

} // namespace duodoctor
