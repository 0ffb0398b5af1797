using Microsoft.Extensions.DependencyInjection;
using Simpul.Tests.Kit;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Profile;

namespace Simpul.Tests.Modules.Organisation;

/// <summary>Asks a check of the running program every question that its regulation puts to it.</summary>
internal static class Asked
{
    public static Task<IReadOnlyList<Answer>> All(App app, string check, DateOnly? on = null) => app.Do(async services =>
    {
        var profile = services.GetRequiredService<CurrentRegulation>().Profile;
        List<Question> questions = [.. profile.Obligations.Where(item => item.Check?.Check == check).Select(item => new Question(item, item.Check!, profile))];
        return await services.GetServices<ICheck>().Single(item => item.Name == check).Answer(questions, new CheckTime(on ?? services.GetRequiredService<Today>().Date), CancellationToken.None);
    });

    public static async Task<Answer> One(App app, string check, string? id = null, DateOnly? on = null) => (await All(app, check, on)).First(answer => id is null || answer.Obligation == id);

    /// <summary>Fills the instance with this module's sample.</summary>
    public static Task Sample(this App app) => app.Do(services => services.GetServices<IModule>().Single(module => module.Name == "Organisation").AddSample(services, CancellationToken.None));
}
