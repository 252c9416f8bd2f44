package org.plainsight.app.keys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The dozen functions of PKCS #11 (OASIS, version 2.40) that signing takes. Java's own provider for such modules knows no
 * Ed25519. Written for 64-bit Linux, where CK_ULONG has eight bytes and structures are aligned.
 */
@SuppressWarnings("restricted") // calling a native module is what this class is for
final class Pkcs11Module {

    /** Places in CK_FUNCTION_LIST, in the order of the standard. */
    enum Function {
        INITIALIZE(0),
        GET_SLOT_LIST(4),
        GET_TOKEN_INFO(6),
        OPEN_SESSION(12),
        LOGIN(18),
        GET_ATTRIBUTE_VALUE(24),
        FIND_OBJECTS_INIT(26),
        FIND_OBJECTS(27),
        FIND_OBJECTS_FINAL(28),
        SIGN_INIT(42),
        SIGN(43);

        private final int place;

        Function(int place) {
            this.place = place;
        }
    }

    static final long OK = 0;
    private static final long ALREADY_INITIALIZED = 0x191;
    private static final int FUNCTIONS = 68;
    private static final long LOCKING_OK = 2;
    private static final long ARGUMENTS_BYTES = 48;
    private static final long ARGUMENTS_FLAGS = 32;

    private final Linker linker = Linker.nativeLinker();
    private final MemorySegment functions;
    private final Path module;

    Pkcs11Module(Path module) {
        this.module = module;
        SymbolLookup library;
        try {
            library = SymbolLookup.libraryLookup(module, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new KeyUnavailableException("no PKCS #11 module at " + module, e);
        }
        MemorySegment getList = library.find("C_GetFunctionList")
                .orElseThrow(() -> new KeyUnavailableException(module + " is no PKCS #11 module"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment list = arena.allocate(ADDRESS);
            check(invoke(getList, list), "C_GetFunctionList");
            functions = list.get(ADDRESS, 0).reinterpret(8L + 8L * FUNCTIONS);
            MemorySegment arguments = arena.allocate(ARGUMENTS_BYTES, 8);
            arguments.set(JAVA_LONG, ARGUMENTS_FLAGS, LOCKING_OK);
            long answer = call(Function.INITIALIZE, arguments);
            if (answer != ALREADY_INITIALIZED) {
                check(answer, "C_Initialize");
            }
        }
    }

    /** @param arguments segments, longs and bytes, as the function takes them */
    long call(Function function, Object... arguments) {
        return invoke(functions.get(ADDRESS, 8L + 8L * function.place), arguments);
    }

    /** The same where only one answer will do. */
    void need(Function function, Object... arguments) {
        check(call(function, arguments), "C_" + function);
    }

    private void check(long answer, String what) {
        if (answer != OK) {
            throw new KeyUnavailableException(
                    "the PKCS #11 module " + module + " answers 0x" + Long.toHexString(answer) + " to " + what);
        }
    }

    private long invoke(MemorySegment function, Object... arguments) {
        List<MemoryLayout> layouts = new ArrayList<>();
        for (Object argument : arguments) {
            layouts.add(
                    switch (argument) {
                        case MemorySegment segment -> ADDRESS;
                        case Long number -> JAVA_LONG;
                        case Byte flag -> ValueLayout.JAVA_BYTE;
                        default -> throw new IllegalArgumentException("no such argument: " + argument);
                    });
        }
        FunctionDescriptor descriptor = FunctionDescriptor.of(JAVA_LONG, layouts.toArray(MemoryLayout[]::new));
        try {
            return (long) linker.downcallHandle(function, descriptor).invokeWithArguments(Arrays.asList(arguments));
        } catch (Throwable e) {
            throw new KeyUnavailableException("the PKCS #11 module " + module + " cannot be called", e);
        }
    }
}
