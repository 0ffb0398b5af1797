using Microsoft.Extensions.Options;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Modules.Applications.Repository.Access;
using Simpul.Web.Modules.Applications.Repository.Deposits;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Modules.Applications.Repository.Pages;
using Simpul.Web.Modules.Applications.Repository.Releases;
using Simpul.Web.Modules.Applications.Repository.Reuse;
using Simpul.Web.Modules.Applications.Repository.Serving;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Keeping;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Applications.Repository;

/// <summary>Git repositories of applications, releases and the reuse catalogue: what this part of the module brings.</summary>
internal static class RepositoryParts
{
    public static IReadOnlyList<RailLink> Rail =>
    [
        new("Aplikasi", "Repositori kode", ListModel.Href, "archive", RepositoryPermissions.View),
        new("Aplikasi", "Katalog guna ulang", ReuseCatalogue.Href, "share", RepositoryPermissions.View),
    ];

    public static void AddServices(IServiceCollection services)
    {
        services.AddOptions<RepositoryOptions>().BindConfiguration("Repository").Validate(options => options.AreSound, "Settings: Repository: every size and time must be greater than zero, and Git must name a program.").ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RepositoryOptions>>().Value);
        services.AddSingleton<GitProgram>();
        services.AddSingleton<GitReader>();
        services.AddSingleton<RepositoryFolders>();
        services.AddSingleton<PushHook>();
        services.AddSingleton<GitDoorLimit>();
        services.AddSingleton<GitPlaces>();
        services.AddScoped<GitDoor>();
        services.AddScoped<PushCheck>();
        services.AddScoped<Repositories>();
        services.AddScoped<RepositoryApplications>();
        services.AddScoped<RepositoryRights>();
        services.AddScoped<RepositoryContexts>();
        services.AddScoped<AccessRequests>();
        services.AddScoped<ICaseProcedure, RepositoryAccessCase>();
        services.AddScoped<IRepositoryAccess, GrantedAccess>();
        foreach (var word in DepositWords.All)
        {
            services.AddScoped<IStepRecord>(provider => ActivatorUtilities.CreateInstance<DepositStep>(provider, word));
        }
        services.AddScoped<ICheck, ApplicationsDeposited>();
        services.AddScoped<IFileSubjects, ReleaseSubjects>();
        services.AddScoped<ReuseCatalogue>();
        services.AddScoped<IPortalSection, ReusePortalSection>();
        services.AddScoped<IKeptBeside, RepositoryKeeping>();
        services.AddScoped<RepositoryChecking>();
        services.AddSingleton(RepositoryChecking.Job);
        foreach (var words in RepositoryWords.All)
        {
            services.AddSingleton(words);
        }
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        GitEndpoints.Map(routes);
        RepositoryDownloads.Map(routes);
    }

    public static Task AddSample(IServiceProvider services, CancellationToken cancel) => RepositorySample.Add(services, cancel);
}

/// <summary>What the journal calls repositories and what belongs to them.</summary>
internal static class RepositoryWords
{
    public static readonly IReadOnlyList<RecordWords> All =
    [
        new("repositories", "repositori", new Dictionary<string, string>
        {
            ["defaultBranch"] = "Cabang utama",
            ["protectedBranches"] = "Cabang yang dilindungi",
            ["protectedTags"] = "Tag yang dilindungi",
            ["publicCode"] = "publiccode.yml",
            ["reuse"] = "Boleh dipakai ulang oleh",
            ["licence"] = "Lisensi",
            ["terms"] = "Ketentuan dan kontak",
            ["firstPushedAt"] = "Kiriman pertama",
            ["pushedAt"] = "Kiriman terakhir",
            ["pushes"] = "Banyaknya kiriman",
            ["refs"] = "Cabang dan tag",
            ["commits"] = "Commit baru",
            ["allowed"] = "Baris yang ditandai bukan rahasia",
            ["wants"] = "Commit yang diambil",
            ["known"] = "Commit yang sudah dimiliki pengambil",
            ["says"] = "Temuan",
        }, new Dictionary<string, string> { ["Closed"] = "Belum ditawarkan", ["Agencies"] = "Perangkat daerah lain", ["Governments"] = "Pemerintah lain juga" }),
        new("repository-grants", "akses repositori", new Dictionary<string, string>
        {
            ["applicationId"] = "Aplikasi",
            ["right"] = "Hak",
            ["purpose"] = "Tujuan",
            ["askedBy"] = "Diminta oleh",
            ["askedAt"] = "Diminta",
            ["decidedBy"] = "Diputuskan oleh",
            ["decidedAt"] = "Diputuskan",
            ["approvedBy"] = "Disetujui atas nama",
            ["caseNumber"] = "Urusan",
        }, new Dictionary<string, string> { ["Read"] = "Membaca", ["Write"] = "Membaca dan mengirim", ["Asked"] = "Menunggu keputusan", ["Approved"] = "Disetujui", ["Refused"] = "Ditolak", ["Ended"] = "Diakhiri" }),
        new("repository-deposits", "serahan", new Dictionary<string, string>
        {
            ["applicationId"] = "Aplikasi",
            ["content"] = "Yang diserahkan",
            ["depositedOn"] = "Diserahkan pada",
            ["byPersonId"] = "Oleh",
            ["commit"] = "Commit",
            ["proof"] = "Yang ditemukan",
            ["caseNumber"] = "Urusan",
        }, new Dictionary<string, string> { ["source"] = "Kode sumber", ["package"] = "Aplikasi hasil kompilasi", ["documents"] = "Dokumentasi", ["repository-item"] = "Isi repositori" }),
        new("repository-releases", "rilis", new Dictionary<string, string>
        {
            ["applicationId"] = "Aplikasi",
            ["tag"] = "Tag",
            ["commit"] = "Commit",
            ["notes"] = "Catatan rilis",
            ["releasedBy"] = "Diterbitkan oleh",
            ["releasedAt"] = "Diterbitkan",
        }),
    ];
}
