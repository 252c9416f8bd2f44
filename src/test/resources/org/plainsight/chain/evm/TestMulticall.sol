// SPDX-License-Identifier: Apache-2.0
// The two functions of Multicall3 that are read through, for tests and benchmarks on chains without the real one.
// TestMulticall.hex beside it is the runtime code: solc 0.8.30, optimizer 200 runs, evmVersion paris, no metadata hash.
pragma solidity ^0.8.0;

contract TestMulticall {
    struct Call {
        address target;
        bytes callData;
    }

    struct Result {
        bool success;
        bytes returnData;
    }

    function tryAggregate(bool requireSuccess, Call[] calldata calls) external returns (Result[] memory results) {
        results = new Result[](calls.length);
        for (uint256 i = 0; i < calls.length; i++) {
            (bool success, bytes memory data) = calls[i].target.call(calls[i].callData);
            require(success || !requireSuccess, "a call failed");
            results[i] = Result(success, data);
        }
    }

    function getEthBalance(address account) external view returns (uint256) {
        return account.balance;
    }
}
