using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Platform.Access;

public sealed class AccountTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_account_is_opened_for_a_person_once_and_no_secret_of_it_is_in_the_journal(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var member = await app.Member([Role.Operator]);
        var again = await app.Do(services => services.GetRequiredService<Accounts>().Create(member.PersonId, "lain", Members.Password, false, CancellationToken.None));
        again.Refusals.ShouldHaveSingleItem().Field.ShouldBe("PersonId");
        var taken = await app.Do(services => services.GetRequiredService<Accounts>().Create(Guid.NewGuid(), member.UserName.ToUpperInvariant(), "pendek", false, CancellationToken.None));
        taken.Refusals.Select(refusal => refusal.Field).ShouldBe(["UserName", "PersonId", "Password"]);

        var opened = (await Events(app)).Single(item => item.Action == "accounts.opened");
        opened.Body.ShouldContain(member.UserName);
        opened.Body.ShouldNotContain("asswordHash");
        opened.Body.ShouldNotContain("securityStamp");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Five_wrong_passwords_lock_an_account_for_fifteen_minutes(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var member = await app.Member([Role.Operator]);
        for (var at = 0; at < 4; at++)
        {
            (await Try(app, member.UserName, "salah sama sekali")).ShouldBeNull();
        }
        (await Try(app, member.UserName, member.Password)).ShouldNotBeNull();
        (await Try(app, member.UserName, "salah sama sekali")).ShouldBeNull();
        (await Try(app, member.UserName, member.Password)).ShouldBeNull();
        (await Events(app)).Count(item => item.Action == "accounts.locked").ShouldBe(1);
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        (await Try(app, member.UserName, member.Password))!.Id.ShouldBe(member.AccountId);
    }

    [Fact]
    public async Task Guesses_sent_at_the_same_moment_do_not_share_an_attempt()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var member = await app.Member([Role.Operator]);
        var taken = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => app.Do(services => services.GetRequiredService<Attempts>().Take(member.AccountId, CancellationToken.None))));
        taken.Count(one => one).ShouldBe(Attempts.Most);
    }

    [Fact]
    public async Task An_administrator_unlocks_before_the_time()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var member = await app.Member([Role.Operator]);
        for (var at = 0; at < 5; at++)
        {
            await Try(app, member.UserName, "salah sama sekali");
        }
        await app.Do(services => services.GetRequiredService<Accounts>().Unlock(member.AccountId, CancellationToken.None));
        (await Try(app, member.UserName, member.Password)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_failed_try_is_noted_without_what_was_typed()
    {
        await using var app = await App.StartWith(Make.Palembang);
        (await Try(app, "siapa.ini", "rahasia-nya-siapa")).ShouldBeNull();
        var noted = (await Events(app)).Single(item => item.Action == "accounts.sign-in-failed");
        noted.SubjectId.ShouldBe(Guid.Empty);
        noted.Body.ShouldNotContain("siapa");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_password_hashed_with_fewer_rounds_is_hashed_anew_at_the_next_sign_in(string database)
    {
        // Without the fewer rounds of the test kit.
        await using var app = await App.StartWith(Make.Palembang, database, services => services.Remove(services.Last(item => item.ServiceType == typeof(IConfigureOptions<PasswordHasherOptions>))));
        var member = await app.Member([Role.Operator]);
        var weak = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = 10_000 })).HashPassword(new Account(), member.Password);
        await app.Do(services => services.GetRequiredService<PlatformDb>().Users.ExecuteUpdateAsync(set => set.SetProperty(account => account.PasswordHash, weak)));
        (await Try(app, member.UserName, member.Password)).ShouldNotBeNull();
        var hash = await app.Do(services => services.GetRequiredService<PlatformDb>().Users.Select(account => account.PasswordHash!).SingleAsync());
        hash.ShouldNotBe(weak);
        // Identity's third format: 1 marker, 4 function (2 is HMAC-SHA-512), 4 rounds.
        Convert.ToHexString(Convert.FromBase64String(hash).AsSpan(0, 9)).ShouldBe($"0100000002{Passwords.Rounds:X8}");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_code_and_a_recovery_code_work_once_and_lie_sealed(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var member = await app.Member([Role.Operator]);
        var secret = Totp.NewSecret();
        var codes = await app.Do(async services => (await services.GetRequiredService<SecondFactor>().TurnOn(
            await Account(services, member), secret, Totp.Code(secret, Totp.StepOf(app.Clock.GetUtcNow())), CancellationToken.None)).Value);
        codes.Count.ShouldBe(10);
        var stored = await app.Do(services => services.GetRequiredService<PlatformDb>().UserTokens.Select(token => token.Value!).ToListAsync());
        stored.Count.ShouldBe(2);
        stored.ShouldAllBe(value => value.StartsWith("1:") && !value.Contains(secret));

        // The code that turned it on is used up too.
        (await Check(app, member, Totp.Code(secret, Totp.StepOf(app.Clock.GetUtcNow())))).ShouldBeFalse();
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        var code = Totp.Code(secret, Totp.StepOf(app.Clock.GetUtcNow()));
        (await Check(app, member, code)).ShouldBeTrue();
        (await Check(app, member, code)).ShouldBeFalse();
        (await Check(app, member, codes[3].ToLowerInvariant())).ShouldBeTrue();
        (await Check(app, member, codes[3])).ShouldBeFalse();
        (await app.Do(async services => await services.GetRequiredService<SecondFactor>().CodesLeft(await Account(services, member), CancellationToken.None))).ShouldBe(9);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_invitation_works_once_and_for_three_days(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var member = await app.Member([Role.Operator]);
        var first = await app.Do(async services => (await services.GetRequiredService<Accounts>().Reset(member.AccountId, "Lupa", CancellationToken.None)).Value);
        (await Try(app, member.UserName, member.Password)).ShouldBeNull();
        var second = await app.Do(async services => (await services.GetRequiredService<Accounts>().Reset(member.AccountId, "Tautan hilang", CancellationToken.None)).Value);
        (await Accept(app, first.Token)).ShouldBeFalse();
        (await Accept(app, second.Token)).ShouldBeTrue();
        (await Accept(app, second.Token)).ShouldBeFalse();
        (await Try(app, member.UserName, "burung camar pulang")).ShouldNotBeNull();

        var late = await app.Do(async services => (await services.GetRequiredService<Accounts>().Reset(member.AccountId, "Lupa lagi", CancellationToken.None)).Value);
        app.Clock.Advance(TimeSpan.FromDays(3));
        (await Accept(app, late.Token)).ShouldBeFalse();
        (await Events(app)).ShouldAllBe(item => !item.Body.Contains(second.Token));
    }

    [Fact]
    public async Task Nobody_administers_their_own_account_and_a_reason_is_asked()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var member = await app.Member([Role.Administrator]);
        var self = new Actor("web", member.AccountId);
        foreach (var reason in new[] { "Coba", " " })
        {
            var refused = await app.Do(services => services.GetRequiredService<Accounts>().Close(member.AccountId, reason, CancellationToken.None), self);
            refused.Refusals.ShouldContain(refusal => refusal.Message.Contains("akun Anda sendiri"));
            (await app.Do(services => services.GetRequiredService<Accounts>().ResetSecondFactor(member.AccountId, reason, CancellationToken.None), self)).Succeeded.ShouldBeFalse();
            (await app.Do(services => services.GetRequiredService<Accounts>().Reset(member.AccountId, reason, CancellationToken.None), self)).Succeeded.ShouldBeFalse();
        }
        (await app.Do(services => services.GetRequiredService<Accounts>().Close(member.AccountId, "", CancellationToken.None))).Refusals.ShouldHaveSingleItem().Field.ShouldBe("Reason");
    }

    private static Task<Account> Account(IServiceProvider services, Member member) => services.GetRequiredService<PlatformDb>().Users.SingleAsync(account => account.Id == member.AccountId);

    private static Task<Account?> Try(App app, string userName, string password) =>
        app.Do(services => services.GetRequiredService<Credentials>().CheckPassword(userName, password, CancellationToken.None), Actor.Visitor);

    private static Task<bool> Check(App app, Member member, string code) =>
        app.Do(async services => await services.GetRequiredService<Credentials>().CheckCode(await Account(services, member), code, CancellationToken.None), Actor.Visitor);

    private static Task<bool> Accept(App app, string token) =>
        app.Do(async services => (await services.GetRequiredService<Accounts>().Accept(token, "burung camar pulang", CancellationToken.None)).Succeeded, Actor.Visitor);

    internal static Task<List<JournalEvent>> Events(App app) => app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().AsNoTracking().OrderBy(item => item.Index).ToListAsync());
}
