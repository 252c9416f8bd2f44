package org.plainsight.app.http;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Knows staff again by the encrypted session cookie; a removed account's session ends with it. */
@Singleton
class StaffSessionProvider implements IdentityProvider<TrustedAuthenticationRequest> {

    private final StaffAccounts accounts;

    StaffSessionProvider(StaffAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Class<TrustedAuthenticationRequest> getRequestType() {
        return TrustedAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
        return accounts.knows(request.getPrincipal())
                ? Uni.createFrom().item(StaffPasswordProvider.identity(request.getPrincipal()))
                : Uni.createFrom().failure(new AuthenticationFailedException());
    }
}
