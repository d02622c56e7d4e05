#pragma once

#include <span>

/// One mistake made in a good file.
struct LintMutation {
    const char *file;
    const char *find; ///< its first occurrence is replaced
    const char *replace;
    const char *finding; ///< the only one that is expected
    const char *at;      ///< text of the changed file in whose line the finding stands; null: of the file as a whole
};

std::span<const LintMutation> lintMutations();
