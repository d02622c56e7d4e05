#include "recognise/shell_prompt.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kLongestLine = 16 * 1024;

QStringView firstWord(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    const qsizetype blank = trimmed.indexOf(u' ');
    return blank < 0 ? trimmed : trimmed.first(blank);
}

bool isKnownProgram(QStringView word)
{
    static constexpr std::array kPrograms{
        "curl"_L1,    "docker"_L1,     "podman"_L1,     "kubectl"_L1,     "oc"_L1,
        "helm"_L1,    "openssl"_L1,    "sudo"_L1,       "gitlab-rake"_L1, "gitlab-rails"_L1,
        "cat"_L1,     "env"_L1,        "printenv"_L1,   "poetry"_L1,      "grep"_L1,
        "tail"_L1,    "journalctl"_L1, "echo"_L1,       "nerdctl"_L1,     "docker-compose"_L1,
        "grpcurl"_L1, "wget"_L1,       "gitlab-ctl"_L1, "less"_L1,        "ssh"_L1,
        "python3"_L1, "sh"_L1,         "cd"_L1,         "ls"_L1,          "vi"_L1,
        "head"_L1,    "jq"_L1,         "exit"_L1,       "rails"_L1,       "rake"_L1,
        "bundle"_L1,  "duo-doctor"_L1, "curl.exe"_L1,   "set"_L1};
    return std::ranges::any_of(kPrograms, [word](QLatin1StringView program) { return word == program; });
}

/// `user@host:dir$ `, `[user@host dir]$ `, with an optional `(venv) ` before.
std::optional<PromptLine> fullPrompt(const QString &line)
{
    static const QRegularExpression pattern(
        uR"(^(?:\([\w.:-]{1,40}\) ?)?\[?[A-Za-z_][\w.-]{0,63}@([\w.-]{1,128})(?:[: ~][^$#%>\n]{0,200})?\]?\s?[$#%>](?: (.*)|$))"_s);
    const auto match = pattern.match(line);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    return PromptLine{{}, match.captured(1), match.captured(2).trimmed()};
}

/// `sh-4.4$ `, `bash-5.1# `, `/home/aigateway/app $ `, `~ # `, `PS C:\> `, `C:\Users\me>`.
std::optional<PromptLine> shortPrompt(const QString &line)
{
    static const QRegularExpression shells(
        uR"(^(?:(?:ba|z|a|k)?sh-[\d.]{1,8}|[~/][\w./-]{0,100}|PS [^>]{0,200}|[A-Z]:\\[^>]{0,200}|PS)\s?[$#%>]\s?(.*)$)"_s);
    const auto match = shells.match(line);
    if (match.hasMatch() && (match.captured(1).isEmpty() || isKnownProgram(firstWord(match.captured(1))))) {
        return PromptLine{{}, {}, match.captured(1).trimmed()};
    }
    for (const QLatin1StringView mark : {"$ "_L1, "# "_L1, "% "_L1, "> "_L1, "~$ "_L1, "~# "_L1, "❯ "_L1}) {
        if (line.startsWith(mark) && isKnownProgram(firstWord(QStringView(line).sliced(mark.size())))) {
            return PromptLine{{}, {}, line.sliced(mark.size()).trimmed()};
        }
    }
    const QString trimmed = line.trimmed();
    if (trimmed == "$"_L1) {
        return PromptLine{};
    }
    return std::nullopt;
}

/// A prompt right behind output that ended without a line end: `502user@laptop:~$`.
std::optional<PromptLine> gluedPrompt(const QString &line)
{
    const qsizetype at = line.lastIndexOf(u'@');
    if (at <= 0) {
        return std::nullopt;
    }
    qsizetype user = at;
    while (user > 0 && (line[user - 1].isLetterOrNumber() || QStringView(u"_.-").contains(line[user - 1]))) {
        --user;
    }
    if (user == 0) { // a status code reads like a part of the name
        while (user < 3 && user < at && line[user].isDigit()) {
            ++user;
        }
        if (user != 3) {
            return std::nullopt;
        }
    }
    if (line[user - 1] == u'[') {
        --user;
    }
    if (user == 0 || !(line[user - 1].isDigit() || QStringView(u"}]>\"!").contains(line[user - 1]))) {
        return std::nullopt;
    }
    auto prompt = fullPrompt(line.sliced(user));
    if (prompt) {
        prompt->before = line.first(user);
    }
    return prompt;
}

} // namespace

std::optional<PromptLine> promptIn(const QString &line)
{
    if (line.size() > kLongestLine || line.isEmpty()) {
        return std::nullopt;
    }
    if (auto prompt = fullPrompt(line)) {
        return prompt;
    }
    if (auto prompt = shortPrompt(line)) {
        return prompt;
    }
    return gluedPrompt(line);
}

bool isKnownCommand(QStringView line)
{
    if (line.isEmpty() || line.size() > kLongestLine || line.startsWith(u' ')) {
        return false;
    }
    const QStringView word = firstWord(line);
    const QStringView rest = line.trimmed().sliced(word.size()).trimmed();
    return isKnownProgram(word) && (!rest.isEmpty() || word == "env"_L1 || word == "printenv"_L1) &&
           !rest.startsWith(u'=') && !line.trimmed().endsWith(u':');
}

} // namespace duodoctor
