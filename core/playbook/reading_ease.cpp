#include "playbook/reading_ease.h"

#include <QRegularExpression>
#include <QSet>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kLongWord = 7; ///< letters from which LIX calls a word long

/// The words of the text as a reader speaks them: code and placeholders become one short name each.
QString spoken(const QString &markdown)
{
    static const QRegularExpression block(uR"(```[\s\S]*?(?:```|$))"_s);
    static const QRegularExpression code(uR"(`[^`]*`)"_s);
    static const QRegularExpression placeholder(uR"(\{[a-z_]+\})"_s);
    static const QRegularExpression address(uR"(https?:\S+|\]\([^)\s]*\))"_s);
    QString text = markdown;
    text.replace(block, u"\n\n"_s).replace(code, u"it"_s).replace(placeholder, u"it"_s).replace(address, u"it"_s);
    return text.remove(u"**"_s);
}

/// A paragraph and an item of a list end a sentence without a mark.
QStringList sentencesOf(const QString &text)
{
    static const QRegularExpression end(uR"((?<=[.!?:])\s+|\n\s*\n|\n\s*(?:[-*]|\d{1,3}\.) )"_s);
    return text.split(end, Qt::SkipEmptyParts);
}

struct WordCount {
    int words = 0;
    int longWords = 0;
};

WordCount countWords(QStringView sentence)
{
    WordCount count;
    qsizetype letters = 0;
    const auto endWord = [&] {
        count.words += letters > 0 ? 1 : 0;
        count.longWords += letters >= kLongWord ? 1 : 0;
        letters = 0;
    };
    for (const QChar c : sentence) {
        if (c.isLetterOrNumber()) {
            ++letters;
        } else if (c != u'\'' && c != u'’') {
            endWord();
        }
    }
    endWord();
    return count;
}

bool isPassive(const QString &sentence)
{
    static const QRegularExpression passive(
        uR"(\b(?:is|are|was|were|be|been|being) (?:not |never |then |also )?[a-z]{2,}(?:ed|en|pt|wn)\b)"_s);
    return passive.match(sentence.simplified()).hasMatch();
}

/// Verbs that ask somebody to do something, as the steps of a repair begin with.
bool isVerb(const QString &word)
{
    static const QSet<QString> verbs{
        u"add"_s,         u"adjust"_s,      u"allow"_s,       u"analyse"_s,    u"answer"_s,    u"append"_s,
        u"apply"_s,       u"approve"_s,     u"ask"_s,         u"assign"_s,     u"attach"_s,    u"avoid"_s,
        u"back"_s,        u"begin"_s,       u"bind"_s,        u"bring"_s,      u"build"_s,     u"call"_s,
        u"change"_s,      u"check"_s,       u"choose"_s,      u"clean"_s,      u"clear"_s,     u"click"_s,
        u"close"_s,       u"collect"_s,     u"compare"_s,     u"complete"_s,   u"configure"_s, u"confirm"_s,
        u"connect"_s,     u"continue"_s,    u"convert"_s,     u"copy"_s,       u"correct"_s,   u"count"_s,
        u"create"_s,      u"cut"_s,         u"decide"_s,      u"delete"_s,     u"describe"_s,  u"disable"_s,
        u"do"_s,          u"download"_s,    u"drop"_s,        u"edit"_s,       u"enable"_s,    u"ensure"_s,
        u"enter"_s,       u"exclude"_s,     u"exempt"_s,      u"expect"_s,     u"export"_s,    u"extend"_s,
        u"fetch"_s,       u"find"_s,        u"follow"_s,      u"force"_s,      u"format"_s,    u"free"_s,
        u"generate"_s,    u"get"_s,         u"give"_s,        u"go"_s,         u"grant"_s,     u"hand"_s,
        u"have"_s,        u"hold"_s,        u"ignore"_s,      u"import"_s,     u"include"_s,   u"increase"_s,
        u"inform"_s,      u"insert"_s,      u"inspect"_s,     u"install"_s,    u"issue"_s,     u"join"_s,
        u"keep"_s,        u"leave"_s,       u"let"_s,         u"limit"_s,      u"link"_s,      u"list"_s,
        u"load"_s,        u"log"_s,         u"look"_s,        u"lower"_s,      u"make"_s,      u"mark"_s,
        u"measure"_s,     u"merge"_s,       u"mount"_s,       u"move"_s,       u"name"_s,      u"note"_s,
        u"open"_s,        u"pass"_s,        u"paste"_s,       u"pick"_s,       u"pin"_s,       u"plan"_s,
        u"point"_s,       u"prefer"_s,      u"prepare"_s,     u"press"_s,      u"print"_s,     u"prove"_s,
        u"provide"_s,     u"publish"_s,     u"pull"_s,        u"purge"_s,      u"put"_s,       u"raise"_s,
        u"read"_s,        u"reboot"_s,      u"reconfigure"_s, u"record"_s,     u"recreate"_s,  u"redirect"_s,
        u"reduce"_s,      u"refer"_s,       u"refresh"_s,     u"regenerate"_s, u"register"_s,  u"reinstall"_s,
        u"reissue"_s,     u"reject"_s,      u"reload"_s,      u"remove"_s,     u"rename"_s,    u"renew"_s,
        u"repair"_s,      u"repeat"_s,      u"replace"_s,     u"report"_s,     u"reproduce"_s, u"request"_s,
        u"reserve"_s,     u"reset"_s,       u"resolve"_s,     u"restart"_s,    u"restore"_s,   u"restrict"_s,
        u"retry"_s,       u"review"_s,      u"revoke"_s,      u"rotate"_s,     u"route"_s,     u"run"_s,
        u"save"_s,        u"say"_s,         u"scale"_s,       u"scan"_s,       u"schedule"_s,  u"search"_s,
        u"see"_s,         u"select"_s,      u"send"_s,        u"serve"_s,      u"set"_s,       u"share"_s,
        u"shorten"_s,     u"show"_s,        u"sign"_s,        u"silence"_s,    u"sort"_s,      u"specify"_s,
        u"split"_s,       u"spread"_s,      u"start"_s,       u"stay"_s,       u"stop"_s,      u"store"_s,
        u"strip"_s,       u"submit"_s,      u"supply"_s,      u"swap"_s,       u"switch"_s,    u"sync"_s,
        u"synchronise"_s, u"synchronize"_s, u"take"_s,        u"tell"_s,       u"terminate"_s, u"test"_s,
        u"tick"_s,        u"track"_s,       u"transfer"_s,    u"treat"_s,      u"trim"_s,      u"trust"_s,
        u"try"_s,         u"turn"_s,        u"type"_s,        u"undo"_s,       u"unpack"_s,    u"unpublish"_s,
        u"unset"_s,       u"untick"_s,      u"update"_s,      u"upgrade"_s,    u"upload"_s,    u"use"_s,
        u"verify"_s,      u"visit"_s,       u"wait"_s,        u"watch"_s,      u"work"_s,      u"wrap"_s,
        u"write"_s,
    };
    return verbs.contains(word);
}

} // namespace

double ReadingEase::lix() const
{
    return words == 0 ? 0 : static_cast<double>(words) / qMax(1, sentences) + 100.0 * longWords / words;
}

double ReadingEase::passiveShare() const
{
    return sentences == 0 ? 0 : static_cast<double>(passive) / sentences;
}

ReadingEase &ReadingEase::operator+=(const ReadingEase &other)
{
    words += other.words;
    longWords += other.longWords;
    sentences += other.sentences;
    passive += other.passive;
    if (other.longestSentence > longestSentence) {
        longestSentence = other.longestSentence;
        longest = other.longest;
    }
    return *this;
}

ReadingEase readingEaseOf(const QString &markdown)
{
    ReadingEase ease;
    for (const QString &sentence : sentencesOf(spoken(markdown))) {
        const WordCount count = countWords(sentence);
        if (count.words > 0) {
            ease += {count.words, count.longWords, 1, isPassive(sentence) ? 1 : 0, count.words, sentence.simplified()};
        }
    }
    return ease;
}

bool isImperative(const QString &stepText)
{
    static const QRegularExpression clauseEnd(uR"([.:;,()!?–]\s*|\b(?:and|or|then|please|not|first|otherwise)\s)"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    for (const QString &clause : spoken(stepText).split(clauseEnd, Qt::SkipEmptyParts)) {
        if (isVerb(clause.simplified().section(u' ', 0, 0).toLower())) {
            return true;
        }
    }
    return false;
}

} // namespace duodoctor
