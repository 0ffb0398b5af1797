using Microsoft.Extensions.DependencyInjection;
using Simpul.Tests.Kit;
using Simpul.Web.Modules.Obligations;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Tests.Modules.Obligations;

/// <summary>A government that runs by Palangka Raya's regulation, with three agencies and the people whom these tests need.</summary>
internal sealed record City(App App, Guid Ict, Guid Health, Guid Archive, Staff HealthHead, Staff ArchiveHead, Staff IctHead, Staff Head, Staff Clerk) : IAsyncDisposable
{
    public const string Regulation = "palangka-raya-9-2022";

    /// <summary>Of every agency, attested, for a year: Pasal 13 ayat (2).</summary>
    public const string Every = "PKY-13-2";

    /// <summary>Of the ICT agency, attested, for a year: Pasal 14 ayat (6).</summary>
    public const string One = "PKY-14-6";

    public static async Task<City> Build(string database = Databases.Sqlite)
    {
        var app = await App.StartWith(Regulation, database);
        var ict = await app.Agency("Dinas Kominfo", "ict-agency");
        var health = await app.Agency("Dinas Kesehatan");
        var archive = await app.Agency("Dinas Arsip");
        return new City(app, ict, health, archive,
            await app.Staff("Kepala Dinas Kesehatan", health, ["agency-head"], [Role.AgencyHead]),
            await app.Staff("Kepala Dinas Arsip", archive, ["agency-head"], [Role.AgencyHead]),
            await app.Staff("Kepala Dinas Kominfo", ict, ["agency-head"], [Role.AgencyHead, Role.IctAgency]),
            await app.Staff("Wali Kota", null, ["head"], [Role.Leader]),
            await app.Staff("Pengadministrasi Umum", health, [], []));
    }

    public Task<BoardView> Board(DateOnly? date = null) => App.Do(services =>
        services.GetRequiredService<Board>().On(date ?? services.GetRequiredService<Today>().Date));

    public async Task<BoardRow> Row(string id, DateOnly? date = null) => (await Board(date)).Rows[id];

    /// <summary>States an obligation directly, as this person.</summary>
    public async Task<Attestation> State(string id, Staff who, Guid? agency, DateOnly doneOn, DateOnly? until = null)
    {
        var actor = await App.Actor(who);
        return await App.Do(async services =>
            (await services.GetRequiredService<Attestations>().Attest(id, new AttestationInput(agency, "Sudah dilaksanakan.", doneOn, until, null), CancellationToken.None)).Value, actor);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
