// Carries the precompiled headers of the tests (CMakeLists.txt); it has nothing of its own.
