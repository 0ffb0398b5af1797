using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Platform.Access;

public sealed class SealerTests
{
    private static readonly Sealer sealer = new(new byte[32]);

    [Fact]
    public void A_sealed_value_opens_where_it_was_sealed_for()
    {
        sealer.Open(sealer.Seal("isi"u8, "sini"), "sini").ShouldBe("isi"u8.ToArray());
        sealer.Open(sealer.Seal(" isi ", "sini"), "sini").ShouldBe("isi");
        sealer.Seal(" ", "sini").IsEmpty.ShouldBeTrue();
        sealer.Seal("isi", "sini").Cipher.ShouldNotBe(sealer.Seal("isi", "sini").Cipher);
    }

    [Fact]
    public void A_value_that_was_moved_changed_or_cut_is_refused()
    {
        var box = sealer.Seal("isi"u8, Sealer.Field("people", Guid.Empty, "nip"));
        Should.Throw<CryptographicException>(() => sealer.Open(box, Sealer.Field("people", Guid.Empty, "phone")));
        Should.Throw<CryptographicException>(() => sealer.Open(box, Sealer.Field("people", Guid.NewGuid(), "nip")));
        for (var at = 0; at < box.Length; at++)
        {
            var changed = box.ToArray();
            changed[at] ^= 1;
            Should.Throw<CryptographicException>(() => sealer.Open(changed, Sealer.Field("people", Guid.Empty, "nip")));
        }
        Should.Throw<CryptographicException>(() => sealer.Open(box.AsSpan(0, 20), Sealer.Field("people", Guid.Empty, "nip")));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_people_whose_numbers_were_exchanged_in_the_database_are_not_shown_with_each_others(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var first = await app.Staff("Kepala Satu", await app.Agency("Dinas Satu"), [], [], email: "satu@contoh.go.id");
        var second = await app.Staff("Kepala Dua", await app.Agency("Dinas Dua"), [], [], email: "dua@contoh.go.id");
        await app.Do(async services =>
        {
            var people = services.GetRequiredService<PlatformDb>().Set<Person>();
            var taken = (await people.AsNoTracking().SingleAsync(person => person.Id == first.PersonId)).Email;
            await people.Where(person => person.Id == second.PersonId).ExecuteUpdateAsync(set => set.SetProperty(person => person.Email, taken));
            var holders = await services.GetRequiredService<IOrganisation>().Holders(new DateOnly(2026, 11, 2), CancellationToken.None);
            holders.Single(holder => holder.PersonId == first.PersonId).OpenEmail(services.GetRequiredService<Sealer>()).ShouldBe("satu@contoh.go.id");
            Should.Throw<CryptographicException>(() => holders.Single(holder => holder.PersonId == second.PersonId).OpenEmail(services.GetRequiredService<Sealer>()));
        });
    }
}
