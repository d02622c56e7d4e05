#include "recognise/form_division.h"

#include "recognise/form_detection.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMostChars = 1024 * 1024;
constexpr qsizetype kMostBlocks = 60;
constexpr int kEvident = 88;

using Kind = EvidenceKind;

/// The form of a text that nothing else looks like; Unrecognised where that is not so.
Kind evidentForm(const QString &text)
{
    const QList<FormGuess> guesses = formsOf({{}, {}, text, false}, {});
    return guesses.isEmpty() || guesses.constFirst().confidence < kEvident ? Kind::Unrecognised
                                                                           : guesses.constFirst().kind;
}

template <size_t size>
bool isOneOf(Kind kind, const std::array<Kind, size> &kinds)
{
    return std::ranges::find(kinds, kind) != kinds.end();
}

/// Whether a block of one form may be a part of an output of another.
bool isWithin(Kind outer, Kind inner)
{
    static constexpr std::array kHoldAnything{Kind::RakeReport, Kind::TroubleshootReport, Kind::RailsOutput,
                                              Kind::Unrecognised};
    static constexpr std::array kAnswers{Kind::ModelsList, Kind::ChatCompletion, Kind::HttpBody, Kind::HttpStatus,
                                         Kind::Metrics,    Kind::Report,         Kind::Pem};
    static constexpr std::array kHoldAnswers{Kind::CurlVerbose, Kind::OpensslSClient, Kind::HttpStatus, Kind::HttpBody};
    static constexpr std::array kLogs{Kind::GitlabLlmLog, Kind::GatewayLog};
    return outer == inner || inner == Kind::Unrecognised || isOneOf(outer, kHoldAnything) ||
           (isOneOf(outer, kHoldAnswers) && isOneOf(inner, kAnswers)) ||
           (isOneOf(outer, kLogs) && isOneOf(inner, kLogs));
}

/// The blocks between blank lines, with these.
QStringList blocksOf(const QString &text)
{
    QStringList blocks;
    QString block;
    bool wasBlank = false;
    const auto lines = QStringView(text).split(u'\n');
    for (const QStringView line : lines) {
        const bool isBlank = line.trimmed().isEmpty();
        const bool goesOn = isBlank || line.front().isSpace() || line.front() == u'}' || line.front() == u']';
        if (wasBlank && !goesOn && !block.trimmed().isEmpty()) {
            blocks << block;
            block.clear();
        }
        block += line;
        block += u'\n';
        wasBlank = isBlank;
    }
    blocks << block;
    return blocks;
}

} // namespace

QList<TextSegment> dividedByForm(const TextSegment &segment)
{
    const QStringList blocks = segment.text.size() > kMostChars ? QStringList{} : blocksOf(segment.text);
    if (blocks.size() < 2 || blocks.size() > kMostBlocks) {
        return {segment};
    }
    QList<TextSegment> parts;
    TextSegment open = segment;
    open.text.clear();
    Kind form = Kind::Unrecognised;
    for (const QString &block : blocks) {
        const Kind own = evidentForm(block);
        if (!isWithin(form, own)) {
            parts << open;
            open = {segment.host, {}, {}, false};
            form = Kind::Unrecognised;
        }
        open.text += block;
        form = form == Kind::Unrecognised ? own : form;
    }
    parts << open;
    return parts;
}

} // namespace duodoctor
