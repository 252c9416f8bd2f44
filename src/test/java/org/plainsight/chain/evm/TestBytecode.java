package org.plainsight.chain.evm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Contracts small enough to be written by hand. */
public final class TestBytecode {

    /** balanceOf reads, and transfer moves, the storage slot that is the address; transfer emits the event. */
    public static final String TOKEN = "0x"
            + "5f3560e01c" // selector
            + "806370a0823114601b57" // balanceOf
            + "63a9059cbb14602657" // transfer
            + "5f5ffd"
            + "5b600435545f5260205ff3" // return the slot
            + "5b335460243590033355" // less for the caller
            + "600435546024350160043555" // more for the payee
            + "6024355f52600435337f" + Erc20Transfer.TOPIC + "60205fa3"
            + "60015f5260205ff3";

    /** Sends the value of a call on to the address in its data. */
    public static final String FORWARDS = "0x5f5f5f5f345f355af100";

    public static final String FORWARDS_AND_REVERTS = "0x5f5f5f5f345f355af15f5ffd";
    /** Leaves all it has to the address in a call's data. */
    public static final String ENDS_ITSELF = "0x5f35ff";

    public static final String REVERTS = "0x5f5ffd";
    public static final String ANSWERS_ONE_BYTE = "0x60015ff3";
    public static final String ANSWERS_A_PAGE = "0x6110005ff3";
    public static final String NEVER_ENDS = "0x5b5f56";
    public static final String INVALID = "0xfe";

    /** The runtime code of {@code TestMulticall.sol}, with 0x. */
    public static String multicall() {
        try (var in = Objects.requireNonNull(TestBytecode.class.getResourceAsStream("TestMulticall.hex"))) {
            return "0x" + new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TestBytecode() {}

    /** getOwners answers these two; anything else answers 2. */
    public static String twoOwners(String first, String second) {
        return "0x5f3560e01c63a0e67e2b14601657" + "60025f5260205ff3" + "5b608060215f3960805ff3"
                + String.format("%064x%064x", 32, 2)
                + Erc20Transfer.topicOf(first)
                + Erc20Transfer.topicOf(second);
    }
}
