#include "app/article_text.h"

#include "playbook/plain_text.h"
#include "playbook/step_numbers.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

/// Breaks `text` between words; the first line starts with `lead`, the others are indented as far.
QString wrapped(const QString &text, int width, const QString &lead)
{
    const QString indent(lead.size(), u' ');
    QString out;
    QString line = lead;
    bool isEmpty = true;
    for (const QString &word : text.simplified().split(u' ')) {
        if (!isEmpty && line.size() + 1 + word.size() > width) {
            out += line + u'\n';
            line = indent;
            isEmpty = true;
        }
        line += (isEmpty ? QString{} : u" "_s) + word;
        isEmpty = false;
    }
    return out + line + u'\n';
}

/// Paragraphs are wrapped; lists, tables and code keep their lines.
QString prose(const QString &markdown, int width, const QString &lead)
{
    const QString indent(lead.size(), u' ');
    QString out;
    QString first = lead;
    for (const QString &paragraph : markdown.split(u"\n\n"_s, Qt::SkipEmptyParts)) {
        const bool isParagraph = paragraph[0].isLetterOrNumber() && !paragraph.contains(u"\n- "_s) &&
                                 !paragraph.contains(u"\n1. "_s) && !paragraph.contains(u"```"_s) &&
                                 !paragraph[0].isDigit();
        if (!out.isEmpty()) {
            out += u'\n';
        }
        if (isParagraph || paragraph.count(u'\n') == 0) {
            out += wrapped(plainFromMarkdown(paragraph), width, first);
        } else {
            QString lines = plainFromMarkdown(paragraph.trimmed());
            out += first + lines.replace(u'\n', u'\n' + indent) + u'\n';
        }
        first = indent;
    }
    return out;
}

QString placeOf(Vantage vantage)
{
    switch (vantage) {
    case Vantage::Workstation:
        return u"on this workstation"_s;
    case Vantage::GitLab:
        return u"on the GitLab host"_s;
    case Vantage::Gateway:
        return u"on the gateway's host"_s;
    }
    return {};
}

QString stepText(const RenderedStep &step, const QString &number, int width)
{
    const QString lead = u"%1. "_s.arg(number).rightJustified(5);
    QString out = prose(step.text, width, lead);
    if (!step.command.isEmpty()) {
        const QString indent(lead.size(), u' ');
        const QString place = step.isForCluster ? u"with kubectl, "_s
                              : step.vantage    ? placeOf(*step.vantage) + u", "_s
                                                : QString{};
        out += indent + u"(%1%2)\n"_s.arg(place, step.language);
        for (const QString &line : step.command.split(u'\n')) {
            out += line.isEmpty() ? u"\n"_s : indent + u"  "_s + line + u'\n';
        }
    }
    return out;
}

} // namespace

QString articleText(const Remedy &remedy, int width, bool isColored)
{
    const auto heading = [isColored](const QString &text) {
        return isColored ? u"\x1b[1m%1\x1b[0m\n"_s.arg(text) : text + u'\n';
    };
    QString out = heading(u"%1 (%2)"_s.arg(remedy.title, remedy.article));
    out += wrapped(remedy.message, width, {}) + wrapped(remedy.because, width, {});
    out += u'\n' + heading(u"Why"_s) + prose(remedy.why, width, {});
    out += u'\n' + heading(u"Repair"_s);
    if (!remedy.note.isEmpty()) {
        out += wrapped(remedy.note, width, {});
    }
    const QStringList numbers = stepNumbers(remedy.steps);
    for (qsizetype i = 0; i < remedy.steps.size(); ++i) {
        out += stepText(remedy.steps.at(i), numbers.at(i), width);
    }
    if (!remedy.avoid.isEmpty()) {
        out += u'\n' + heading(u"Avoid"_s) + prose(remedy.avoid, width, {});
    }
    if (!remedy.verify.isEmpty()) {
        out += u'\n' + heading(u"Afterwards"_s) + wrapped(u"Run again: "_s + remedy.verify.join(", "_L1), width, {});
    }
    out += u'\n' + heading(u"Sources"_s);
    for (const QString &source : remedy.sources) {
        out += wrapped(source, width, u"- "_s);
    }
    return out;
}

} // namespace duodoctor
