// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// A wallet that acts when enough of its owners confirm the same call; names its owners as Safe does.
contract SampleMultisig {
    address[] private _owners;
    uint256 private immutable _threshold;
    mapping(bytes32 => mapping(address => bool)) public confirmedBy;
    mapping(bytes32 => uint256) public confirmations;

    event Executed(bytes32 indexed call);

    constructor(address[] memory owners, uint256 threshold) {
        require(threshold > 0 && threshold <= owners.length, "threshold");
        _owners = owners;
        _threshold = threshold;
    }

    receive() external payable {}

    function getOwners() external view returns (address[] memory) {
        return _owners;
    }

    function getThreshold() external view returns (uint256) {
        return _threshold;
    }

    function isOwner(address account) public view returns (bool) {
        for (uint256 i = 0; i < _owners.length; i++) {
            if (_owners[i] == account) return true;
        }
        return false;
    }

    /// The confirmation that reaches the threshold also makes the call.
    function confirm(address to, uint256 value, bytes calldata data, uint256 nonce) external {
        require(isOwner(msg.sender), "not an owner");
        bytes32 call = keccak256(abi.encode(to, value, data, nonce));
        require(!confirmedBy[call][msg.sender], "confirmed");
        confirmedBy[call][msg.sender] = true;
        confirmations[call] += 1;
        if (confirmations[call] == _threshold) {
            (bool ok, ) = to.call{value: value}(data);
            require(ok, "the call failed");
            emit Executed(call);
        }
    }
}
