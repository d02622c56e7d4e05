#include "app/suggestion.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr qsizetype kMaxWord = 100;

/// Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`.
int editDistance(QStringView a, QStringView b)
{
    const qsizetype columns = b.size() + 1;
    std::vector<int> beforeLast(static_cast<size_t>(columns));
    std::vector<int> last(static_cast<size_t>(columns));
    std::vector<int> current(static_cast<size_t>(columns));
    for (qsizetype j = 0; j < columns; ++j) {
        last[static_cast<size_t>(j)] = static_cast<int>(j);
    }
    for (qsizetype i = 1; i <= a.size(); ++i) {
        current[0] = static_cast<int>(i);
        for (qsizetype j = 1; j < columns; ++j) {
            const auto at = static_cast<size_t>(j);
            const bool same = a[i - 1] == b[j - 1];
            current[at] = std::min({last[at] + 1, current[at - 1] + 1, last[at - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                current[at] = std::min(current[at], beforeLast[at - 2] + 1);
            }
        }
        std::swap(beforeLast, last);
        std::swap(last, current);
    }
    return last[static_cast<size_t>(columns - 1)];
}

} // namespace

QString nearestName(const QString &word, const QStringList &candidates)
{
    if (word.isEmpty() || word.size() > kMaxWord) {
        return {};
    }
    QString best;
    int bestDistance = std::max(2, static_cast<int>(word.size()) / 3) + 1;
    for (const QString &candidate : candidates) {
        const int distance = word.size() >= 3 && candidate.startsWith(word, Qt::CaseInsensitive)
                                 ? 1
                                 : editDistance(word.toLower(), candidate.toLower());
        // Two edits in a word of three letters is another word.
        if (distance < bestDistance && distance < static_cast<int>(candidate.size()) - 1) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

QString didYouMean(const QString &word, const QStringList &candidates)
{
    const QString name = nearestName(word, candidates);
    return name.isEmpty() ? QString{} : u" Did you mean %1?"_s.arg(name);
}

} // namespace duodoctor
