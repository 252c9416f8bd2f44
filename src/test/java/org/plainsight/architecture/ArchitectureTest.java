package org.plainsight.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;

/** The plan of the house, as rules that a build breaks on. */
@AnalyzeClasses(packages = "org.plainsight", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] SHELL = {
        "..store..", "..rpc..", "..web..", "..job..", "..cli..", "org.plainsight.app..", "org.plainsight.sandbox.."
    };
    private static final String[] JAVA_ONLY = {"java..", "org.jspecify.annotations.."};

    private static DescribedPredicate<JavaClass> shell() {
        return resideInAnyPackage(SHELL).as("shell");
    }

    @ArchTest
    static final ArchRule plain_code_knows_no_framework = noClasses()
            .that(are(not(shell())))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "org.hibernate..",
                    "io.smallrye..",
                    "org.eclipse.microprofile..",
                    "io.vertx..",
                    "java.sql..",
                    "javax.sql..");

    @ArchTest
    static final ArchRule plain_code_never_imports_the_shell =
            noClasses().that(are(not(shell()))).should().dependOnClassesThat(shell());

    @ArchTest
    static final ArchRule asset_knows_only_java = onlyKnows("asset");

    @ArchTest
    static final ArchRule evidence_knows_java_and_asset = onlyKnows("evidence", "asset");

    @ArchTest
    static final ArchRule merkle_knows_only_java = onlyKnows("merkle");

    @ArchTest
    static final ArchRule note_knows_java_merkle_and_signature = onlyKnows("note", "merkle", "signature");

    @ArchTest
    static final ArchRule disclosure_knows_java_and_the_vocabulary_below_it =
            onlyKnows("disclosure", "asset", "evidence", "merkle", "signature");

    @ArchTest
    static final ArchRule signature_knows_java_and_the_curve = classes()
            .that()
            .resideInAPackage("org.plainsight.signature")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "org.plainsight.signature",
                    "org.bouncycastle.math.ec.rfc8032");

    @ArchTest
    static final ArchRule qr_knows_java_and_the_encoder = classes()
            .that()
            .resideInAPackage("org.plainsight.qr")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations..", "org.plainsight.qr", "io.nayuki.qrcodegen");

    private static ArchRule onlyKnows(String room, String... others) {
        String[] known = new String[JAVA_ONLY.length + others.length + 1];
        System.arraycopy(JAVA_ONLY, 0, known, 0, JAVA_ONLY.length);
        for (int i = 0; i < others.length; i++) {
            known[JAVA_ONLY.length + i] = "org.plainsight." + others[i];
        }
        known[known.length - 1] = "org.plainsight." + room;
        return classes()
                .that()
                .resideInAPackage("org.plainsight." + room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(known);
    }

    @ArchTest
    static final ArchRule the_log_appends_bytes_and_knows_no_feature = noClasses()
            .that()
            .resideInAPackage("org.plainsight.log..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.plainsight..")
                    .and(not(resideInAnyPackage(
                            "org.plainsight.log..", "org.plainsight.merkle", "org.plainsight.note"))));

    @ArchTest
    static final ArchRule recheck_shares_verification_code_and_no_shell_but_its_own = noClasses()
            .that()
            .resideInAPackage("org.plainsight.recheck..")
            .should()
            .dependOnClassesThat(shell().and(not(resideInAPackage("org.plainsight.recheck.."))));

    @ArchTest
    static final ArchRule nobody_imports_the_app_but_the_sandbox = noClasses()
            .that()
            .resideOutsideOfPackages("org.plainsight.app..", "org.plainsight.sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.plainsight.app..", "org.plainsight.sandbox..");

    @ArchTest
    static final ArchRule rooms_have_no_cycles =
            slices().matching("org.plainsight.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule a_parent_never_imports_its_child = classes().should(notImportAChildPackage());

    private static ArchCondition<JavaClass> notImportAChildPackage() {
        return new ArchCondition<>("not import a child package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (shell().test(type)) {
                    return;
                }
                String child = type.getPackageName() + ".";
                type.getDirectDependenciesFromSelf().stream()
                        .filter(d -> d.getTargetClass().getPackageName().startsWith(child))
                        .forEach(d -> events.add(SimpleConditionEvent.violated(type, d.getDescription())));
            }
        };
    }

    @ArchTest
    static final ArchRule bitcoin_never_meets_evm_in_chain = noClasses()
            .that()
            .resideInAPackage("..chain.bitcoin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..chain.evm..");

    @ArchTest
    static final ArchRule evm_never_meets_bitcoin_in_chain = noClasses()
            .that()
            .resideInAPackage("..chain.evm..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..chain.bitcoin..");

    @ArchTest
    static final ArchRule bitcoin_never_meets_evm_in_ownership = noClasses()
            .that()
            .resideInAPackage("..ownership.bitcoin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..ownership.evm..");

    @ArchTest
    static final ArchRule evm_never_meets_bitcoin_in_ownership = noClasses()
            .that()
            .resideInAPackage("..ownership.evm..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..ownership.bitcoin..");

    @ArchTest
    static final ArchRule bitcoinj_stays_in_its_rooms = noClasses()
            .that()
            .resideOutsideOfPackages("..chain.bitcoin..", "..ownership.bitcoin..", "org.plainsight.sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bitcoinj..");

    @ArchTest
    static final ArchRule web3j_stays_in_its_rooms = noClasses()
            .that()
            .resideOutsideOfPackages("..chain.evm..", "..ownership.evm..", "org.plainsight.sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.web3j..");

    @ArchTest
    static final ArchRule entities_are_package_private_rows_in_a_store = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .bePackagePrivate()
            .andShould()
            .haveSimpleNameEndingWith("Row")
            .andShould()
            .resideInAPackage("..store..");

    @ArchTest
    static final ArchRule paths_are_served_from_web_only = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .should()
            .resideInAnyPackage("..web..", "org.plainsight.app.http..");

    @ArchTest
    static final ArchRule schedules_run_in_jobs_only = methods()
            .that()
            .areAnnotatedWith("io.quarkus.scheduler.Scheduled")
            .should()
            .beDeclaredInClassesThat()
            .resideInAPackage("..job..");

    @ArchTest
    static final ArchRule money_is_never_floating_point = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(
                    "..asset..",
                    "..evidence..",
                    "..merkle..",
                    "..disclosure..",
                    "..registry..",
                    "..chain..",
                    "..liabilities..",
                    "..reserves..",
                    "..feed..",
                    "..recheck..",
                    "..foreignlist..")
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(float.class)
            .orShould()
            .haveRawType(Double.class)
            .orShould()
            .haveRawType(Float.class);

    @ArchTest
    static final ArchRule time_enters_as_a_clock_from_the_app = noClasses()
            .that()
            .resideOutsideOfPackages("org.plainsight.app..", "org.plainsight.sandbox..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule nothing_is_injected_into_fields =
            noFields().should().beAnnotatedWith("jakarta.inject.Inject");

    @ArchTest
    static final ArchRule failures_have_a_name = noClasses()
            .should()
            .callConstructorWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                            com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                    new DescribedPredicate<>("a generic exception") {
                                        @Override
                                        public boolean test(JavaClass owner) {
                                            return List.of(
                                                            Exception.class.getName(),
                                                            RuntimeException.class.getName(),
                                                            Error.class.getName(),
                                                            Throwable.class.getName())
                                                    .contains(owner.getFullName());
                                        }
                                    }))
                    .and(new DescribedPredicate<>("created, not extended") {
                        @Override
                        public boolean test(com.tngtech.archunit.core.domain.JavaCall<?> call) {
                            return !(call.getOrigin().isConstructor()
                                    && call.getOriginOwner().isAssignableTo(Throwable.class));
                        }
                    }));

    @ArchTest
    static final ArchRule only_the_command_line_writes_to_stdout = noClasses()
            .that()
            .resideOutsideOfPackages("..cli..", "org.plainsight.app..", "org.plainsight.sandbox..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule names_explain_themselves = noClasses()
            .should()
            .haveSimpleNameEndingWith("Service")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .resideInAnyPackage("..util..", "..common..", "..helper..");

    @ArchTest
    static final ArchRule constants_only_in_static_fields = fields().that()
            .areStatic()
            .and(new DescribedPredicate<>("are written by hand") {
                @Override
                public boolean test(com.tngtech.archunit.core.domain.JavaField field) {
                    return !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                            && !field.getName().startsWith("$");
                }
            })
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule records_hold_no_byte_arrays = noFields()
            .that()
            .areDeclaredInClassesThat()
            .areRecords()
            .and()
            .areNotStatic()
            .should()
            .haveRawType(byte[].class);
}
