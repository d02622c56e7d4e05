#pragma once

#include <QtTest>

namespace duodoctor
{

/// Gives a suite its own home, settings and clean proxy variables, and makes every unexpected warning a failure.
/// Called by the main functions below, before QtTest starts.
void prepareTestProcess();

} // namespace duodoctor

/// A test program without widgets: a QCoreApplication, a home of its own.
#define DUODOCTOR_TEST_MAIN(TestClass)                                                                                 \
    int main(int argc, char *argv[])                                                                                   \
    {                                                                                                                  \
        duodoctor::prepareTestProcess();                                                                               \
        QCoreApplication application(argc, argv);                                                                      \
        TestClass test;                                                                                                \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }
